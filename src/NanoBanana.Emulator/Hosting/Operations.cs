namespace NanoBanana.Emulation.Hosting;

/// <summary>What a call is for; counted per provider, and what a fault can aim at.</summary>
internal static class Operations
{
    public const string Submit = "submit";
    public const string Query = "query";
    public const string Upload = "upload";
    public const string Download = "download";
    public const string Credit = "credit";
    public const string Estimate = "estimate";
    public const string Models = "models";
    public const string Link = "link";
    public const string Delete = "delete";

    /// <summary>What a gateway posts by itself: not counted, struck by its own faults only.</summary>
    public const string Callback = "callback";

    /// <summary>The control service's own calls: neither counted nor ever faulty.</summary>
    public const string Control = "control";

    public static readonly IReadOnlyList<string> Faultable = [Submit, Query, Upload, Download, Credit, Estimate, Models, Link, Delete];
}
