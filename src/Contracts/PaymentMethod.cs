namespace Cartwright.Contracts;

/// <summary>The methods of payment that the shop takes.</summary>
public static class PaymentMethod
{
    /// <summary>A card, by the token that the payment provider gave for it.</summary>
    public const string Card = "card";
}
