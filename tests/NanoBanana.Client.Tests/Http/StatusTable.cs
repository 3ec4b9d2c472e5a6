using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Model;
using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Tests.Http;

/// <summary>The table of docs/architecture.md: every code, what it is called, and what becomes of a submit that gets it.</summary>
internal static class StatusTable
{
    public static IReadOnlyList<Row> Rows { get; } =
    [
        new(301, ErrorIds.UnexpectedRedirect, Landing.Rejected),
        new(400, ErrorIds.BadRequest, Landing.Rejected),
        new(401, ErrorIds.Unauthorized, Landing.Rejected),
        new(402, ErrorIds.InsufficientCredits, Landing.Rejected),
        new(403, ErrorIds.Forbidden, Landing.Rejected),
        new(404, ErrorIds.NotFound, Landing.Rejected),
        new(408, ErrorIds.RequestTimeout, Landing.Unknown),
        new(409, ErrorIds.Conflict, Landing.Rejected),
        new(413, ErrorIds.PayloadTooLarge, Landing.Rejected),
        new(422, ErrorIds.ValidationFailed, Landing.Rejected),
        new(425, ErrorIds.UnexpectedStatus, Landing.Unknown),
        new(429, ErrorIds.RateLimited, Landing.Refused),
        new(433, ErrorIds.SubKeyQuotaExceeded, Landing.Rejected),
        new(455, ErrorIds.Maintenance, Landing.Refused),
        new(500, ErrorIds.InternalServerError, Landing.Unknown),
        new(501, ErrorIds.GatewayUnavailable, Landing.Unknown) { EnvelopeErrorId = ErrorIds.GenerationFailed, EnvelopeLanding = Landing.Rejected },
        new(502, ErrorIds.GatewayUnavailable, Landing.Unknown),
        new(503, ErrorIds.GatewayUnavailable, Landing.Unknown),
        new(505, ErrorIds.GatewayUnavailable, Landing.Unknown) { EnvelopeErrorId = ErrorIds.FeatureDisabled, EnvelopeLanding = Landing.Rejected },
    ];

    /// <summary>Every provider with every code as HTTP status, and if it has an envelope, in HTTP 200 and with both alike.</summary>
    public static TheoryData<string, int, Shape> Cases { get; } = MakeCases();

    public static Row Of(int code) => Rows.Single(row => row.Code == code);

    private static TheoryData<string, int, Shape> MakeCases()
    {
        var cases = new TheoryData<string, int, Shape>();
        foreach (var provider in GatewayRegistry.Names)
        {
            foreach (var row in Rows)
            {
                cases.Add(provider, row.Code, Shape.Status);
                if (provider != ProviderNames.Pixazo)
                {
                    cases.Add(provider, row.Code, Shape.Envelope);
                    cases.Add(provider, row.Code, Shape.Both);
                }
            }
        }

        return cases;
    }

    internal sealed record Row(int Code, string ErrorId, Landing Landing)
    {
        public string? EnvelopeErrorId { get; init; }

        public Landing? EnvelopeLanding { get; init; }

        public string ErrorIdIn(Shape shape) => shape == Shape.Status ? ErrorId : EnvelopeErrorId ?? ErrorId;

        public Landing LandingIn(Shape shape) => shape == Shape.Status ? Landing : EnvelopeLanding ?? Landing;
    }
}
