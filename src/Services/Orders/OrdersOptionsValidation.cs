using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Microsoft.Extensions.Options;

namespace Cartwright.Orders;

/// <summary>Checks what annotations do not reach: the prices of shipping, each in its currency.</summary>
internal sealed class OrdersOptionsValidation : IValidateOptions<OrdersOptions>
{
    public ValidateOptionsResult Validate(string? name, OrdersOptions options)
    {
        var errors = options.Shipping.SelectMany(s => Errors(s.Key, s.Value).Select(error => $"Orders:Shipping:{s.Key}: {error}")).ToList();
        if (options.ReturnPeriod < options.WithdrawalPeriod)
        {
            errors.Add("Orders:ReturnPeriod: set it to at least Orders:WithdrawalPeriod, in which orders may be sent back in any case.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    static IEnumerable<string> Errors(string code, ShippingPriceOptions prices)
    {
        if (!Currency.TryFind(code, out var currency))
        {
            yield return "name the entry with the ISO 4217 code of a currency in capital letters, for example EUR.";
            yield break;
        }

        if (!currency.Represents(prices.Price) || !currency.Represents(prices.FreeFrom ?? 0))
        {
            yield return currency.DecimalsRule;
        }

        var ranges = new List<ValidationResult>();
        Validator.TryValidateObject(prices, new(prices), ranges, validateAllProperties: true);
        foreach (var outside in ranges)
        {
            yield return outside.ErrorMessage!;
        }
    }
}
