using System.Collections.Frozen;

namespace Cartwright.Payments;

/// <summary>The payment providers that are configured, by name.</summary>
internal sealed class PaymentProviders(IEnumerable<IPaymentProvider> providers)
{
    readonly FrozenDictionary<string, IPaymentProvider> _providers = providers.ToFrozenDictionary(provider => provider.Name, StringComparer.Ordinal);

    /// <summary>The provider of a payment. When it is not configured any more, what it knows of the payment stays unknown until it is again.</summary>
    public IPaymentProvider Of(string name) => _providers.GetValueOrDefault(name) ?? new UnconfiguredPaymentProvider(name);
}
