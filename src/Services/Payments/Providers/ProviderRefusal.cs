using System.Net;

namespace Cartwright.Payments;

/// <summary>What the provider refuses a request with: problem details (RFC 9457) with a <c>code</c>.</summary>
internal sealed record ProviderRefusal(string? Code, string? Detail)
{
    // Another request with the same key has not ended.
    const string InProgress = "request_in_progress";

    /// <summary>
    /// Whether the answer is final: the same request can never succeed. A failure of the provider, a limit of requests, a request that is still in progress
    /// and credentials that are wrong at present say nothing about the payment.
    /// </summary>
    /// <param name="status">The status of the answer, which is no success.</param>
    public bool IsFinal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500
        && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized)
        && Code != InProgress;

    /// <summary>Why, in a sentence for the customer.</summary>
    /// <param name="status">The status of the answer.</param>
    public string Reason(HttpStatusCode status) => Code switch
    {
        "card_declined" => Detail ?? "The payment was declined.",
        "token_unknown" => "The means of payment is not known.",
        "amount_too_large" => "The amount is larger than the payment provider accepts.",
        "amount_invalid" => "The payment provider does not accept this amount.",
        "currency_not_supported" => "The payment provider does not support this currency.",
        "capture_declined" => "The bank declined the capture.",
        "void_declined" => "The bank declined the void.",
        "refund_declined" => "The bank declined the refund.",
        "refund_too_large" => "The payment provider has less left to refund.",
        "charge_unknown" => "The payment provider does not know the charge.",
        "charge_not_authorized" => "The authorization has ended.",
        "charge_not_captured" => "The payment provider has not captured the money.",
        _ => $"The payment provider refused the request ({Code ?? ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture)}).",
    };
}
