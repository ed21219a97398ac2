using Cartwright.Payments;

namespace Cartwright.Unit.Payments;

public sealed class PaymentProviderSettingTests
{
    static readonly StripeOptions WithKey = new() { SecretKey = "sk_test_1" };

    [Fact]
    public void A_method_without_a_provider_of_its_own_has_the_general_one()
    {
        var payments = new PaymentsOptions { Methods = { ["card"] = "stripe" } };

        PaymentProviderSetup.Check(payments, WithKey);

        Assert.Equal(("stripe", "simulated"), (payments.ProviderOf("card"), payments.ProviderOf("voucher")));
    }

    [Theory]
    [InlineData("paypall", null, null, "Payments:Provider is paypall. The payment providers are simulated and stripe.")]
    [InlineData("stripe", null, null, "Payments:Provider is stripe. Set Payments:Stripe:SecretKey to the secret key of your Stripe account.")]
    [InlineData("simulated", "card", "stripe", "Payments:Methods:card is stripe. Set Payments:Stripe:SecretKey to the secret key of your Stripe account.")]
    [InlineData("simulated", "cash", "simulated", "Payments:Methods:cash: there is no method of payment cash. The only one is card.")]
    public void A_setting_that_cannot_work_says_what_to_set(string provider, string? method, string? methodProvider, string message)
    {
        var payments = new PaymentsOptions { Provider = provider };
        if (method is not null)
        {
            payments.Methods[method] = methodProvider!;
        }

        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => PaymentProviderSetup.Check(payments, new())).Message);
    }
}
