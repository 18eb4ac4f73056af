package dev.portcullis.redaction.detect;

/**
 * Text found inside the text: decoded from base64 or hexadecimal, or spelled out with spaces.
 *
 * @param start index of its first character in the window it was found in
 * @param end the index after its last character
 * @param content what it says
 * @param stride how many characters of the window make one of the content, 0 when a value in it
 *     covers the whole island
 */
record Island(int start, int end, String content, int stride) {}
