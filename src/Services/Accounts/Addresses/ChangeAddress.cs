using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Replaces an address. The default address stays the default until another address replaces it.</summary>
internal static class ChangeAddress
{
    public static async Task<Results<Ok<AddressResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid addressId, AddressRequest request, Database database, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var (work, name, problem) = await AddressBook.EditAsync(id, database, user, cancellationToken);
        if (work is null)
        {
            return problem!;
        }

        await using (work)
        {
            if (request.IsDefault)
            {
                await AddressBook.ClearDefaultAsync(work, id, cancellationToken);
            }

            var address = request.ToAddress(addressId, request.IsDefault);
            var changed = await work.QuerySingleOrDefaultAsync<AddressResponse>(
                $"""
                update addresses
                set label = @Label, recipient = @Recipient, company = @Company, street = @Street, street2 = @Street2, city = @City, state = @State,
                    zip_code = @ZipCode, country = @Country, phone = @Phone, is_default = is_default or @IsDefault
                where id = @addressId and user_id = @id
                returning {AddressResponse.Columns}
                """,
                new
                {
                    id, addressId, address.Label, address.Recipient, address.Company, address.Street, address.Street2, address.City, address.State,
                    address.ZipCode, address.Country, address.Phone, address.IsDefault,
                },
                cancellationToken);
            if (changed is null)
            {
                return Problems.NotFound("address");
            }

            await work.CommitAsync(cancellationToken);
            return TypedResults.Ok(changed.Of(name));
        }
    }
}
