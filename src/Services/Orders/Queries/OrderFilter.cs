namespace Cartwright.Orders;

/// <summary>Which orders to list; what is null does not matter.</summary>
/// <param name="UserId">The customer.</param>
/// <param name="Status">The status.</param>
/// <param name="Number">The number for people.</param>
internal sealed record OrderFilter(Guid? UserId, string? Status, string? Number)
{
    /// <summary>The conditions in SQL, with parameters of the names of the members.</summary>
    public string Sql => string.Join(" and ", Conditions().DefaultIfEmpty("true"));

    IEnumerable<string> Conditions()
    {
        if (UserId is not null)
        {
            yield return "user_id = @UserId";
        }

        if (Status is not null)
        {
            yield return "status = @Status";
        }

        if (Number is not null)
        {
            yield return "number = @Number";
        }
    }
}
