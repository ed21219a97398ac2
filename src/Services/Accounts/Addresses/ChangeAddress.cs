using System.Security.Claims;
using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Replaces an address if its version is still the one in <c>If-Match</c>. The default address stays the default until another address replaces it.</summary>
internal static class ChangeAddress
{
    public static async Task<Results<Ok<AddressResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid addressId, AddressRequest input, Database database, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken)
    {
        var (work, owner, problem) = await AddressBook.EditAsync(id, database, user, cancellationToken);
        if (work is null)
        {
            return problem!;
        }

        await using (work)
        {
            if (await AddressBook.CheckAsync(work, id, addressId, request, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            if (input.IsDefault)
            {
                await AddressBook.ClearDefaultAsync(work, id, except: addressId, cancellationToken);
            }

            var address = input.ToAddress(addressId, input.IsDefault);
            var changed = await work.QuerySingleOrDefaultAsync<AddressResponse>(
                $"""
                update addresses
                set label = @Label, recipient = @Recipient, company = @Company, street = @Street, street2 = @Street2, city = @City, state = @State,
                    zip_code = @ZipCode, country = @Country, phone = @Phone, is_default = is_default or @IsDefault,
                    version = version + 1
                where id = @addressId and user_id = @id
                returning {AddressResponse.Columns}
                """,
                new
                {
                    id, addressId, address.Label, address.Recipient, address.Company, address.Street, address.Street2, address.City, address.State,
                    address.ZipCode, address.Country, address.Phone, address.IsDefault,
                },
                cancellationToken);
            await work.CommitAsync(cancellationToken);
            request.HttpContext.Response.Headers.ETag = AddressBook.ETag(changed!, owner!.Version);
            return TypedResults.Ok(changed!.Of(owner.Name));
        }
    }
}
