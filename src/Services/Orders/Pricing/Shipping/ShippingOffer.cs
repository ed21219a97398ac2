using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>A method that takes a parcel, and what it costs.</summary>
/// <param name="Code">The code of the method.</param>
/// <param name="Name">Its name.</param>
/// <param name="Price">What it costs.</param>
/// <param name="Days">The days after which the parcel has arrived, as it is promised; null where nothing is promised.</param>
/// <param name="Zone">The code of the zone whose price it is; null for the price of the settings.</param>
internal sealed record ShippingOffer(string Code, string Name, Money Price, int? Days, string? Zone)
{
    /// <summary>The longest code of a method.</summary>
    public const int CodeMax = 32;
}
