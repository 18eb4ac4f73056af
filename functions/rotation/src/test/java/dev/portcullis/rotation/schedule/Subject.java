package dev.portcullis.rotation.schedule;

/** What kind of provider a run is about. */
enum Subject {
  FEDERATE,
  OWN_KEY,
  MINT_LABELLED,
  /** Without labels and with two keys at most, as Bedrock's and our own. */
  MINT_DEDICATED,
  TWO_SLOT,
  RE_READABLE,
  DISABLE_ONLY
}
