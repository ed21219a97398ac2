using System.Text;
using Cartwright.Payments;
using Stripe;

namespace Cartwright.Unit.Payments;

/// <summary>Stripe's own library signs.</summary>
public sealed class StripeSignatureTests
{
    const string Body = """{"type":"payment_intent.succeeded","data":{"object":{"metadata":{"key":"ключ"}}}}""";

    static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("whsec_new", 0)]
    [InlineData("whsec_old", 0)]
    [InlineData("whsec_new", 300)]
    [InlineData("whsec_new", -300)]
    public void What_Stripe_signed_lately_with_a_secret_of_ours_is_valid(string secret, int secondsAgo) => Assert.True(IsValid(Signed(secret, secondsAgo)));

    [Fact]
    public void One_of_several_signatures_is_enough()
    {
        var (known, other) = (Signed("whsec_old", 0), Signed("whsec_other", 0));

        Assert.True(IsValid($"{other},v0=00,{known[(known.IndexOf(',', StringComparison.Ordinal) + 1)..]}"));
    }

    [Theory]
    [InlineData("whsec_other", 0)]
    [InlineData("whsec_new", 301)]
    [InlineData("whsec_new", -301)]
    public void What_is_forged_or_old_is_not(string secret, int secondsAgo) => Assert.False(IsValid(Signed(secret, secondsAgo)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1767268800")]
    [InlineData("t=,v1=00")]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("t=9223372036854775807,v1=00")]
    [InlineData("v1=00")]
    [InlineData("t=1767268800,v1=")]
    public void What_is_no_signature_is_not(string? header) => Assert.False(IsValid(header));

    [Fact]
    public void A_changed_body_a_changed_time_and_a_shop_without_secrets_are_not()
    {
        var header = Signed("whsec_new", 0);

        Assert.False(StripeSignature.IsValid(header, Encoding.UTF8.GetBytes(Body + " "), ["whsec_new"], Now));
        Assert.False(IsValid(header.Replace("t=1", "t=01", StringComparison.Ordinal)));
        Assert.False(StripeSignature.IsValid(header, Encoding.UTF8.GetBytes(Body), [], Now));
    }

    static bool IsValid(string? header) => StripeSignature.IsValid(header, Encoding.UTF8.GetBytes(Body), ["whsec_new", "whsec_old"], Now);

    static string Signed(string secret, int secondsAgo) =>
        EventUtility.GenerateSignatureHeader(Body, secret, (Now - TimeSpan.FromSeconds(secondsAgo)).ToUnixTimeSeconds());
}
