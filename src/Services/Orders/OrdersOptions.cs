using System.ComponentModel.DataAnnotations;

namespace Cartwright.Orders;

/// <summary>Settings of the orders service, section <c>Orders</c>.</summary>
public sealed class OrdersOptions
{
    /// <summary>Tax added to the subtotal where no rate of the country is set; 0.2 is 20 %.</summary>
    [Range(0, 1)]
    public decimal TaxRate { get; set; } = 0.20m;

    /// <summary>Tax rates by country (ISO 3166-1 alpha-2).</summary>
    public Dictionary<string, decimal> TaxRates { get; } = new(StringComparer.OrdinalIgnoreCase) { ["DE"] = 0.19m, ["FR"] = 0.20m, ["NL"] = 0.21m, ["US"] = 0m };

    /// <summary>
    /// What shipping costs, by currency (ISO 4217). Unless set otherwise it is 4.90 in EUR, USD, GBP and CHF, and free from 50. Orders in other currencies are
    /// refused.
    /// </summary>
    public Dictionary<string, ShippingPriceOptions> Shipping { get; } = new[] { "EUR", "USD", "GBP", "CHF" }.ToDictionary(
        currency => currency, _ => new ShippingPriceOptions { Price = 4.90m, FreeFrom = 50m }, StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a customer has to pay before the order is cancelled and its stock released.</summary>
    public TimeSpan PaymentWindow { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long the event log keeps the token of a payment at least. It is removed when this time has passed and the payment has ended.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan PaymentTokenRetention { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a repeated <c>Idempotency-Key</c> gets the first answer. A later request with the key places another order.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan IdempotencyKeyRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long orders keep names and addresses: as long as the law wants invoices kept. Afterwards amounts, dates and the country stay, whatever the status.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan PersonalDataRetention { get; set; } = TimeSpan.FromDays(3653);

    /// <summary>
    /// How long after its delivery an order may be sent back without a reason and without the consent of the shop: in the European Union 14 days at least
    /// (directive 2011/83/EU, article 9).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan WithdrawalPeriod { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long after its delivery a customer may ask to send an order back; at least as long as <see cref="WithdrawalPeriod"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan ReturnPeriod { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the units of an approved return may be on their way before it is cancelled. A withdrawal is not cancelled.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan ReturnArrival { get; set; } = TimeSpan.FromDays(30);
}
