using Cartwright.Platform.Hosting;

namespace Cartwright.Payments;

/// <summary>The payment providers that there are, and which of them a shop uses (setting <c>Payments:Provider</c>).</summary>
internal static class PaymentProviders
{
    /// <summary>Adds the configured provider, and the calls that it makes.</summary>
    /// <exception cref="InvalidOperationException">There is no provider of the configured name.</exception>
    public static void Add(ServiceSetup setup)
    {
        var name = setup.ReadOptions<PaymentsOptions>("Payments").Provider;
        switch (name)
        {
            case PaymentsOptions.SimulatedProvider:
                AddSimulated(setup);
                break;
            default:
                throw new InvalidOperationException($"Payments:Provider is {name}. The only provider is {PaymentsOptions.SimulatedProvider}.");
        }
    }

    static void AddSimulated(ServiceSetup setup)
    {
        // The worker looks up a lost answer before it asks again, so the call itself is never repeated.
        setup.Call(SimulatorPaymentProvider.Client, call =>
        {
            call.RetriesMax = 0;
            call.AttemptTimeout = TimeSpan.FromSeconds(5);
        });
        setup.Services.AddSingleton<IPaymentProvider, SimulatorPaymentProvider>();
    }
}
