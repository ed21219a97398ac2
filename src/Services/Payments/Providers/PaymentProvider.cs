namespace Cartwright.Payments;

/// <summary>The names of the payment providers, in settings and rows.</summary>
internal static class PaymentProvider
{
    /// <summary>The simulated provider, which moves no money.</summary>
    public const string Simulated = "simulated";

    /// <summary>Stripe.</summary>
    public const string Stripe = "stripe";
}
