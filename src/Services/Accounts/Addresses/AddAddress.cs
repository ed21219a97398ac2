using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Adds an address to the address book of a user.</summary>
internal static class AddAddress
{
    const int AddressesMax = 20;

    public static async Task<Results<Created<AddressResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, AddressRequest request, Database database, ClaimsPrincipal user, TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
    {
        var (work, owner, problem) = await AddressBook.EditAsync(id, database, user, cancellationToken);
        if (work is null)
        {
            return problem!;
        }

        await using (work)
        {
            var count = await work.QuerySingleOrDefaultAsync<int>(
                "select count(*)::int from addresses where user_id = @id", new { id }, cancellationToken);
            if (count >= AddressesMax)
            {
                return Problems.Conflict($"A user can have {AddressesMax} addresses. Remove one first.");
            }

            var address = request.ToAddress(Guid.CreateVersion7(time.GetUtcNow()), isDefault: request.IsDefault || count == 0);
            if (address.IsDefault)
            {
                await AddressBook.ClearDefaultAsync(work, id, except: address.Id, cancellationToken);
            }

            await address.InsertAsync(work, id, cancellationToken);
            await work.CommitAsync(cancellationToken);
            response.Headers.ETag = AddressBook.ETag(address, owner!.Version);
            return TypedResults.Created($"/api/users/{id}/addresses/{address.Id}", address.Of(owner.Name));
        }
    }
}
