using System.Globalization;

namespace Cartwright.Contracts;

/// <summary>
/// An amount of money in its currency: a whole number of minor units (ISO 4217), written with as many decimals as the currency has. Amounts of different
/// currencies are never added or compared.
/// </summary>
public readonly record struct Money
{
    /// <summary>An amount that is a whole number of minor units.</summary>
    /// <exception cref="ArgumentException">It is none, for example 0.5 JPY.</exception>
    public Money(decimal amount, Currency currency)
    {
        if (!currency.Represents(amount))
        {
            throw new ArgumentException($"{amount.ToString(CultureInfo.InvariantCulture)} {currency} is no whole number of minor units.", nameof(amount));
        }

        // The sum has the decimals of the one with more of them: the same amount is written in one way only.
        (Amount, Currency) = (decimal.Round(amount, currency.Decimals) + new decimal(0, 0, 0, isNegative: false, (byte)currency.Decimals), currency);
    }

    /// <summary>The number of units of the currency, with <see cref="Currency.Decimals"/> decimals.</summary>
    public decimal Amount { get; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; }

    /// <summary>Nothing.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>The nearest whole number of minor units; half of one is rounded away from zero.</summary>
    public static Money Rounded(decimal amount, Currency currency) => new(Math.Round(amount, currency.Decimals, MidpointRounding.AwayFromZero), currency);

    /// <summary>The sum.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.In(left.Currency), left.Currency);

    /// <summary>The difference.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.In(left.Currency), left.Currency);

    /// <summary>So many times the amount.</summary>
    public static Money operator *(int times, Money money) => new(times * money.Amount, money.Currency);

    /// <summary>Whether it is less.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static bool operator <(Money left, Money right) => left.Amount < right.In(left.Currency);

    /// <summary>Whether it is more.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static bool operator >(Money left, Money right) => left.Amount > right.In(left.Currency);

    /// <summary>Whether it is at most as much.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static bool operator <=(Money left, Money right) => left.Amount <= right.In(left.Currency);

    /// <summary>Whether it is at least as much.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static bool operator >=(Money left, Money right) => left.Amount >= right.In(left.Currency);

    /// <summary>A part of the amount, for example a tax at a rate; rounded as <see cref="Rounded"/> does.</summary>
    /// <param name="rate">0.2 is 20 %.</param>
    public Money Part(decimal rate) => Rounded(Amount * rate, Currency);

    /// <inheritdoc/>
    public override string ToString() => $"{Amount.ToString(CultureInfo.InvariantCulture)} {Currency}";

    decimal In(Currency currency) =>
        Currency == currency ? Amount : throw new InvalidOperationException($"{this} is no amount of {currency}.");
}
