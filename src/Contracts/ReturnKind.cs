namespace Cartwright.Contracts;

/// <summary>By which right a customer sends units back.</summary>
public static class ReturnKind
{
    /// <summary>Within the time in which a consumer may withdraw from the contract without a reason (directive 2011/83/EU, article 9). Nobody can refuse it.</summary>
    public const string Withdrawal = "withdrawal";

    /// <summary>Later, within the time that the shop grants: staff decide.</summary>
    public const string Return = "return";
}
