namespace NanoBanana;

/// <summary>
/// What sort of error it is. The names are those of PowerShell's <c>ErrorCategory</c>, so that a host maps them by name.
/// </summary>
public enum ErrorKind
{
    /// <summary>None of the others fits.</summary>
    NotSpecified,

    /// <summary>A value that can never be accepted.</summary>
    InvalidArgument,

    /// <summary>A file or a reply that is not what it should be.</summary>
    InvalidData,

    /// <summary>A reply that cannot be used.</summary>
    InvalidResult,

    /// <summary>An action that the present state does not allow.</summary>
    InvalidOperation,

    /// <summary>Something named was not found.</summary>
    ObjectNotFound,

    /// <summary>The key is missing or not accepted.</summary>
    AuthenticationError,

    /// <summary>The key is accepted but may not do this, or a file may not be used.</summary>
    PermissionDenied,

    /// <summary>The balance or a quota is used up.</summary>
    QuotaExceeded,

    /// <summary>Too much in a short time, or too large.</summary>
    LimitsExceeded,

    /// <summary>The gateway or a host could not be reached.</summary>
    ConnectionError,

    /// <summary>Time ran out.</summary>
    OperationTimeout,

    /// <summary>The user or the pipeline stopped it.</summary>
    OperationStopped,

    /// <summary>The gateway is there but does not serve this now.</summary>
    ResourceUnavailable,

    /// <summary>Something of that name exists already.</summary>
    ResourceExists,

    /// <summary>Not offered by this provider, model or operation.</summary>
    NotImplemented,

    /// <summary>A file could not be read.</summary>
    ReadError,

    /// <summary>A file could not be written.</summary>
    WriteError,

    /// <summary>A content policy refused it.</summary>
    SecurityError,
}
