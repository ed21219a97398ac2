using System.Collections.Frozen;

namespace Cartwright.Simulators;

/// <summary>
/// The tokens of the simulated payment provider. A token stands for a means of payment and chooses what the provider does with it. Those of later steps are
/// charged or authorized as <c>tok_ok</c>. With a name that ends in <c>_once</c> the provider refuses the first request of that step and grants the next, which
/// needs a new key; a repetition of the refused key is refused again.
/// </summary>
internal static class PaymentTokens
{
    /// <summary>Declined.</summary>
    public const string Declined = "tok_declined";

    /// <summary>Succeeds after two seconds.</summary>
    public const string Slow = "tok_slow";

    /// <summary>The money is taken, and the provider never answers.</summary>
    public const string TimeoutAfterCharge = "tok_timeout_after_charge";

    /// <summary>The charge fails with 500 the first time.</summary>
    public const string ErrorOnce = "tok_error_once";

    /// <summary>Refused, as if the provider did not support the currency.</summary>
    public const string CurrencyNotSupported = "tok_currency_not_supported";

    /// <summary>The first request for a refund fails with 500.</summary>
    public const string RefundErrorOnce = "tok_refund_error_once";

    const string Once = "_once";

    static readonly FrozenSet<string> All = new[]
    {
        "tok_ok", Declined, Slow, TimeoutAfterCharge, ErrorOnce, CurrencyNotSupported, RefundErrorOnce,
        DeclinedAt(ChargeOperation.Capture), DeclinedAt(ChargeOperation.Capture) + Once,
        DeclinedAt(ChargeOperation.Void), DeclinedAt(ChargeOperation.Void) + Once,
        DeclinedAt(ChargeOperation.Refund), DeclinedAt(ChargeOperation.Refund) + Once,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether there is such a token.</summary>
    public static bool Exists(string token) => All.Contains(token);

    /// <summary>Whether the provider refuses an operation.</summary>
    /// <param name="token">The token of the charge; null for charges of earlier versions.</param>
    /// <param name="operation">One of <see cref="ChargeOperation"/>.</param>
    /// <param name="wasRefused">Whether a request with another key was refused before.</param>
    public static bool Refuses(string? token, string operation, bool wasRefused) =>
        token == DeclinedAt(operation) || (token == DeclinedAt(operation) + Once && !wasRefused);

    static string DeclinedAt(string operation) => $"tok_{operation}_declined";
}
