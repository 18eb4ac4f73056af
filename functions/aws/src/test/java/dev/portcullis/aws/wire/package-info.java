/**
 * Fakes of AWS services that speak their protocols over a socket, strictly: what AWS refuses they
 * refuse, and what goes wrong on a network can go wrong here, before or after a request's effect.
 */
package dev.portcullis.aws.wire;
