namespace Cartwright.Contracts;

/// <summary>Why a customer sends units back.</summary>
public static class ReturnReason
{
    /// <summary>The customer does not want them any more.</summary>
    public const string Unwanted = "unwanted";

    /// <summary>They do not fit.</summary>
    public const string DoesNotFit = "does_not_fit";

    /// <summary>They are not what the shop described.</summary>
    public const string NotAsDescribed = "not_as_described";

    /// <summary>They arrived damaged, or do not work.</summary>
    public const string Damaged = "damaged";

    /// <summary>The shop sent something else.</summary>
    public const string WrongItem = "wrong_item";

    /// <summary>Another reason.</summary>
    public const string Other = "other";
}
