using System.Globalization;
using System.Net;
using Stripe;

namespace Cartwright.Payments;

/// <summary>What Stripe refuses a request with, without any I/O (https://docs.stripe.com/error-codes, https://docs.stripe.com/declines/codes).</summary>
internal static class StripeRefusal
{
    /// <summary>The intent is in another state than the request needs.</summary>
    const string UnexpectedState = "payment_intent_unexpected_state";

    const string Declined = "The card was declined.";

    /// <summary>
    /// Whether the answer is final: the same request can never succeed. A failure of Stripe, a limit of requests, a request with the same key that has not
    /// ended, a locked object and a key of the account that is wrong at present say nothing about the payment.
    /// </summary>
    public static bool IsFinal(StripeException error) =>
        error.StripeError is not null
        && error.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound
        && !IsOtherRequest(error);

    /// <summary>
    /// Whether the key was used for a request with other parameters, for example before a setting was changed. A request with the key that is under way gets 409.
    /// </summary>
    public static bool IsOtherRequest(StripeException error) => error is { HttpStatusCode: HttpStatusCode.BadRequest, StripeError.Type: "idempotency_error" };

    /// <summary>Whether the intent is in another state than the request needs, for example because an earlier request, whose answer was lost, succeeded.</summary>
    public static bool IsOtherState(StripeException error) => error.StripeError?.Code == UnexpectedState;

    /// <summary>Whether Stripe failed, and saved its failure as the answer to this key: it gives no other one.</summary>
    public static bool IsSavedFailure(StripeException error) =>
        error.HttpStatusCode >= HttpStatusCode.InternalServerError
        && error.StripeResponse?.Headers is { } headers && headers.TryGetValues("Idempotent-Replayed", out var values) && values.Contains("true");

    /// <summary>Why, in a sentence for the customer.</summary>
    public static string Reason(StripeError? error) => Reason(error?.Code, error?.DeclineCode);

    /// <summary>Why, in a sentence for the customer. It leaves out what would help the thief of a card.</summary>
    /// <param name="code">The code of the error.</param>
    /// <param name="declineCode">What the bank said, where it declined.</param>
    public static string Reason(string? code, string? declineCode) => (declineCode ?? code) switch
    {
        "insufficient_funds" => "The card has insufficient funds.",
        "expired_card" => "The card has expired.",
        "incorrect_cvc" or "invalid_cvc" => "The security code of the card is wrong.",
        "incorrect_number" or "invalid_number" => "The number of the card is wrong.",
        "invalid_expiry_month" or "invalid_expiry_year" => "The expiry date of the card is wrong.",
        "incorrect_zip" or "incorrect_address" => "The address does not belong to the card.",
        "card_not_supported" => "The card does not support this kind of payment.",
        "currency_not_supported" => "The card does not support this currency.",
        "card_velocity_exceeded" or "withdrawal_count_limit_exceeded" => "The limit of the card is reached.",
        "authentication_required" or "authentication_not_handled" => "The bank asks for a confirmation that this shop cannot get. Use another card.",
        "payment_intent_authentication_failure" => "The payment was not confirmed with the bank.",
        "processing_error" or "issuer_not_available" or "reenter_transaction" or "try_again_later" => "The bank could not process the payment. Try again later.",
        "amount_too_large" => "The amount is larger than the payment provider accepts.",
        "amount_too_small" => "The amount is smaller than the payment provider accepts.",
        "charge_expired_for_capture" or "capture_charge_authorization_expired" => "The authorization has ended.",
        "charge_already_refunded" => "The payment provider has less left to refund.",
        "resource_missing" => "The means of payment is not known.",
        "payment_method_unactivated" or "payment_method_invalid_parameter" => "The means of payment cannot be used.",
        _ when code == "card_declined" || declineCode is not null => Declined,
        _ => string.Create(CultureInfo.InvariantCulture, $"The payment provider refused the request ({code ?? "without a code"})."),
    };
}
