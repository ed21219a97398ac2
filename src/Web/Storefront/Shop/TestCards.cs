using Cartwright.Contracts;

namespace Cartwright.Storefront.Shop;

/// <summary>A card of the simulated payment provider.</summary>
/// <param name="Token">The provider's token that stands for it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Behaviour">What paying with it does.</param>
internal sealed record TestCard(string Token, string Name, string Behaviour)
{
    /// <summary>The method of payment that they all are.</summary>
    public const string Method = PaymentMethod.Card;

    public static IReadOnlyList<TestCard> All { get; } =
    [
        new("tok_ok", "Test card – approved", "Pays at once."),
        new("tok_declined", "Test card – declined", "The bank says no; you can pay again with another card."),
        new("tok_slow", "Test card – slow bank", "Pays after a few seconds."),
        new("tok_timeout_after_charge", "Test card – lost answer", "The money is taken but the answer is lost; the shop finds out by itself."),
        new("tok_error_once", "Test card – error at first", "The provider fails once; the shop tries again."),
    ];
}
