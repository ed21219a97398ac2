using System.Net;
using Cartwright.Payments;

namespace Cartwright.Unit.Payments;

public sealed class ProviderRefusalTests
{
    [Theory]
    [InlineData(400, "token_unknown", true)]
    [InlineData(402, "card_declined", true)]
    [InlineData(404, null, true)]
    [InlineData(409, "charge_not_authorized", true)]
    [InlineData(422, null, true)]
    [InlineData(401, null, false)]
    [InlineData(408, null, false)]
    [InlineData(409, "request_in_progress", false)]
    [InlineData(429, null, false)]
    [InlineData(500, null, false)]
    [InlineData(503, "card_declined", false)]
    public void Only_what_can_never_succeed_is_refused_for_good(int status, string? code, bool isFinal) =>
        Assert.Equal(isFinal, new ProviderRefusal(code, null).IsFinal((HttpStatusCode)status));

    [Fact]
    public void Every_code_has_a_reason_of_its_own()
    {
        string[] codes =
        [
            "card_declined", "token_unknown", "amount_too_large", "amount_invalid", "currency_not_supported", "capture_declined", "void_declined",
            "refund_declined", "refund_too_large", "charge_unknown", "charge_not_authorized", "charge_not_captured",
        ];

        var reasons = codes.Select(code => new ProviderRefusal(code, null).Reason(HttpStatusCode.BadRequest)).ToList();

        Assert.Distinct(reasons);
        Assert.All(reasons, reason => Assert.DoesNotContain("refused the request", reason, StringComparison.Ordinal));
        Assert.Contains("new_code", new ProviderRefusal("new_code", null).Reason(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Contains("418", new ProviderRefusal(null, null).Reason((HttpStatusCode)418), StringComparison.Ordinal);
    }
}
