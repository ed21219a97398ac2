namespace Cartwright.Inventory;

/// <summary>The rules of warehouses.</summary>
internal static class Warehouse
{
    /// <summary>The form of an id.</summary>
    public const string IdPattern = "^[A-Za-z0-9._-]{1,32}$";

    /// <summary>The form of an id in words.</summary>
    public const string IdRule = "A warehouse is named by 1 to 32 letters, digits, dots, dashes or underscores.";

    /// <summary>The most warehouses of a shop.</summary>
    public const int CountMax = 1000;
}
