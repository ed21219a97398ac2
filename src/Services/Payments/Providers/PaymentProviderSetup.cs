using Cartwright.Contracts;
using Cartwright.Platform.Clients;
using Cartwright.Platform.Hosting;

namespace Cartwright.Payments;

/// <summary>Adds the payment providers that the settings name.</summary>
internal static class PaymentProviderSetup
{
    /// <summary>Adds the simulated provider, and Stripe where its key is set; checks that each method of payment has a provider.</summary>
    /// <exception cref="InvalidOperationException">A setting names what does not exist or is not configured; the message says what to set.</exception>
    public static void Add(ServiceSetup setup)
    {
        setup.UseOptions<PaymentsOptions>(PaymentsOptions.Section);
        setup.UseOptions<StripeOptions>(StripeOptions.Section);
        var stripe = setup.ReadOptions<StripeOptions>(StripeOptions.Section);
        Check(setup.ReadOptions<PaymentsOptions>(PaymentsOptions.Section), stripe);

        setup.Services.AddSingleton<PaymentProviders>();
        setup.Call(SimulatorPaymentProvider.Client, Once);
        setup.Services.AddSingleton<IPaymentProvider, SimulatorPaymentProvider>();
        if (stripe.SecretKey is not null)
        {
            setup.Call(StripeConnection.Client, stripe.Address, Once);
            setup.Services.AddSingleton<StripeConnection>();
            setup.Services.AddSingleton<IPaymentProvider, StripePaymentProvider>();
        }
    }

    /// <summary>Checks which provider each method of payment has.</summary>
    /// <exception cref="InvalidOperationException">One does not exist or is not configured.</exception>
    internal static void Check(PaymentsOptions payments, StripeOptions stripe)
    {
        Check("Payments:Provider", payments.Provider, stripe);
        foreach (var (method, provider) in payments.Methods)
        {
            var key = $"Payments:Methods:{method}";
            if (method != PaymentMethod.Card)
            {
                throw new InvalidOperationException($"{key}: there is no method of payment {method}. The only one is {PaymentMethod.Card}.");
            }

            Check(key, provider, stripe);
        }
    }

    static void Check(string key, string provider, StripeOptions stripe)
    {
        if (provider is not (PaymentProvider.Simulated or PaymentProvider.Stripe))
        {
            throw new InvalidOperationException(
                $"{key} is {provider}. The payment providers are {PaymentProvider.Simulated} and {PaymentProvider.Stripe}.");
        }

        if (provider == PaymentProvider.Stripe && stripe.SecretKey is null)
        {
            throw new InvalidOperationException($"{key} is {provider}. Set {StripeOptions.Section}:SecretKey to the secret key of your Stripe account.");
        }
    }

    // The worker looks up a lost answer before it asks again, so the call itself is never repeated.
    static void Once(CallOptions call)
    {
        call.RetriesMax = 0;
        call.AttemptTimeout = TimeSpan.FromSeconds(5);
    }
}
