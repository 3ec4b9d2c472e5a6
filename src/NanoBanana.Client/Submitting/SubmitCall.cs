using System.Threading.RateLimiting;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Limits;

namespace NanoBanana.Client.Submitting;

/// <summary>One submit, ready to go.</summary>
/// <param name="Request">What to submit.</param>
/// <param name="Key">The key.</param>
/// <param name="Target">The item, for errors.</param>
/// <param name="Account">Whose limits hold.</param>
/// <param name="Turn">The account's permit for the first attempt.</param>
/// <param name="Permit">The store's permit to send.</param>
internal sealed record SubmitCall(GatewayRequest Request, Secret Key, object? Target, Account Account, RateLimitLease Turn, SendPermit Permit);
