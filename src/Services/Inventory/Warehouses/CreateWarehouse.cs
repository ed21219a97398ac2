using System.Text.RegularExpressions;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Inventory;

/// <summary>Creates a warehouse, so that stock can be counted in it. A repetition changes nothing.</summary>
internal static partial class CreateWarehouse
{
    public static async Task<Results<Ok<WarehouseResponse>, ProblemHttpResult>> HandleAsync(string id, Database database, CancellationToken cancellationToken)
    {
        if (!Id().IsMatch(id))
        {
            return Problems.Invalid("id", Warehouse.IdRule);
        }

        var known = await database.QuerySingleOrDefaultAsync<string>(
            """
            with added as (
                insert into warehouses (id)
                select @id where (select count(*) from warehouses) < @CountMax
                on conflict do nothing
                returning id
            )
            select id from added
            union
            select id from warehouses where id = @id
            """,
            new { id, Warehouse.CountMax },
            cancellationToken);
        return known is null ? Problems.Conflict($"A shop has at most {Warehouse.CountMax} warehouses.") : TypedResults.Ok(new WarehouseResponse(known));
    }

    [GeneratedRegex(Warehouse.IdPattern, RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
