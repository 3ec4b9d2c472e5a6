using NanoBanana.Client.Limits;
using NanoBanana.Client.Model;
using NanoBanana.Client.Store;

namespace NanoBanana.Client.Submitting;

/// <summary>One request on its way to the gateway: what was given, and what the steps found out so far.</summary>
/// <param name="request">The checked request.</param>
/// <param name="run">What the submits of the run share.</param>
/// <param name="uploadProfile">Another profile whose upload target is used, or null.</param>
/// <param name="stop">Starts nothing new.</param>
internal sealed class SubmitContext(PreparedRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop)
{
    public PreparedRequest Request { get; private set; } = request;

    public SubmitRun Run => run;

    public string? UploadProfile => uploadProfile;

    public CancellationToken Stop => stop;

    /// <summary>What it costs; worked out once, by the request itself.</summary>
    public Price Price => Request.Price();

    /// <summary>Claim: the right to submit it, until its outcome is known; null if there is no journal, and for a known intent.</summary>
    public AttemptToken? Claim { get; set; }

    /// <summary>Claim: how many tasks of the same work there were before that this run does not return.</summary>
    public int DoneBefore { get; set; }

    /// <summary>This submit no longer holds the claim.</summary>
    public void LoseClaim()
    {
        if (Claim is { } claim)
        {
            Run.NumbersOf(Request.WorkKey()).Remove(claim.Number);
            Claim = null;
        }
    }

    /// <summary>Claim: an earlier intent of unknown outcome that the gateway can be asked for again without a second charge; null for a new one.</summary>
    public string? EarlierIntent { get; set; }

    public bool IsNew => EarlierIntent is null;

    /// <summary>Claim: the key of the profile; it is kept out of the tag, which is written down.</summary>
    public Secret Key
    {
        get;
        set
        {
            field = value;
            Request = Request with { Request = Request.Request with { Tag = RequestTag.Without(value, Request.Request.Tag) } };
        }
    } = null!;

    /// <summary>Gate: what the profile was refused with in this run, by now; null if it was not.</summary>
    public Func<NanoBananaException?> Refusal { get; set; } = static () => null;

    /// <summary>Whose limits hold.</summary>
    public Account Account { get; set; } = null!;

    /// <summary>What was reserved of the run's cap; null if there is none.</summary>
    public Money? Reserved { get; set; }

    /// <summary>Upload: the address of each image of the request.</summary>
    public IReadOnlyList<Uri> Urls { get; set; } = [];

    /// <summary>Upload: what was done to the copies that were sent, a sentence for each changed one.</summary>
    public IReadOnlyList<string> SourceChanges { get; set; } = [];

    /// <summary>Commit: it began, so that the claim may be in the store as sent.</summary>
    public bool MayBeCommitted { get; set; }

    /// <summary>Commit: bytes may leave.</summary>
    public bool IsCommitted { get; set; }
}
