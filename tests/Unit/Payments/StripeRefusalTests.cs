using System.Net;
using Cartwright.Payments;
using Stripe;

namespace Cartwright.Unit.Payments;

public sealed class StripeRefusalTests
{
    [Theory]
    [InlineData("card_declined", "insufficient_funds", "The card has insufficient funds.")]
    [InlineData("card_declined", "stolen_card", "The card was declined.")]
    [InlineData("card_declined", "fraudulent", "The card was declined.")]
    [InlineData("card_declined", null, "The card was declined.")]
    [InlineData("expired_card", null, "The card has expired.")]
    [InlineData("amount_too_small", null, "The amount is smaller than the payment provider accepts.")]
    [InlineData("something_new", null, "The payment provider refused the request (something_new).")]
    public void A_refusal_is_a_sentence_for_the_customer(string code, string? declineCode, string reason) =>
        Assert.Equal(reason, StripeRefusal.Reason(code, declineCode));

    [Theory]
    [InlineData(HttpStatusCode.PaymentRequired, "card_error", true)]
    [InlineData(HttpStatusCode.BadRequest, "invalid_request_error", true)]
    [InlineData(HttpStatusCode.NotFound, "invalid_request_error", true)]
    // The key was used before a setting was changed: the card may be charged.
    [InlineData(HttpStatusCode.BadRequest, "idempotency_error", false)]
    [InlineData(HttpStatusCode.Conflict, "invalid_request_error", false)]
    [InlineData(HttpStatusCode.Unauthorized, "invalid_request_error", false)]
    [InlineData(HttpStatusCode.Forbidden, "invalid_request_error", false)]
    [InlineData(HttpStatusCode.TooManyRequests, "invalid_request_error", false)]
    [InlineData(HttpStatusCode.InternalServerError, "api_error", false)]
    public void Only_an_answer_about_the_payment_is_final(HttpStatusCode status, string type, bool isFinal) =>
        Assert.Equal(isFinal, StripeRefusal.IsFinal(new(status, new StripeError { Type = type }, "Refused.")));

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "idempotency_error", true)]
    // The first request with the key is under way.
    [InlineData(HttpStatusCode.Conflict, "idempotency_error", false)]
    [InlineData(HttpStatusCode.BadRequest, "invalid_request_error", false)]
    public void A_key_of_another_request_is_told_from_one_in_use(HttpStatusCode status, string type, bool isOther) =>
        Assert.Equal(isOther, StripeRefusal.IsOtherRequest(new(status, new StripeError { Type = type }, "Refused.")));

    [Fact]
    public void An_answer_that_is_not_Stripes_is_not_final() =>
        Assert.False(StripeRefusal.IsFinal(new StripeException("A page of a proxy.") { HttpStatusCode = HttpStatusCode.BadRequest }));
}
