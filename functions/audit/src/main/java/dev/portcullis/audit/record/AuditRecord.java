package dev.portcullis.audit.record;

/**
 * Everything the log can say. A record type takes counts, digests, identifiers and enums; there is
 * no place in it for a prompt, a reply, a personal value or a credential.
 */
public sealed interface AuditRecord
    permits CallIntent,
        CallOutcome,
        CallRefusal,
        SessionAuthorized,
        RedactionFinding,
        ComplianceResult,
        RotationStep,
        KeyEvent,
        RecordUnsealed,
        AlertRaised {}
