namespace NanoBanana.Emulation.Gateways;

/// <summary>Texts for codes that a gateway's own pages do not print.</summary>
internal static class CommonWords
{
    public static string For(int code) => code switch
    {
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Insufficient credits",
        403 => "Forbidden",
        404 => "Not Found",
        408 => "Request timeout",
        409 => "Request conflict",
        413 => "Request entity too large",
        422 => "Validation error",
        429 => "Rate limited",
        433 => "Sub-key usage exceeds its limit",
        455 => "System is currently undergoing maintenance",
        500 => "Server error",
        501 => "Content generation task failed",
        502 => "Bad Gateway",
        505 => "The requested feature is currently disabled",
        _ => "Error",
    };
}
