using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Removes an address. If it was the default, the oldest remaining address becomes the default.</summary>
internal static class RemoveAddress
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, Guid addressId, Database database, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var (work, _, problem) = await AddressBook.EditAsync(id, database, user, cancellationToken);
        if (work is null)
        {
            return problem!;
        }

        await using (work)
        {
            var removed = await work.QueryAsync<bool>(
                "delete from addresses where id = @addressId and user_id = @id returning is_default", new { id, addressId }, cancellationToken);
            if (removed.Count == 0)
            {
                return Problems.NotFound("address");
            }

            if (removed[0])
            {
                await work.ExecuteAsync(
                    "update addresses set is_default = true where id = (select id from addresses where user_id = @id order by id limit 1)",
                    new { id },
                    cancellationToken);
            }

            await work.CommitAsync(cancellationToken);
            return TypedResults.NoContent();
        }
    }
}
