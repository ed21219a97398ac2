using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Creates an account for a customer, on behalf of an administrator.</summary>
internal static class CreateCustomer
{
    public static Task<Results<Created<UserResponse>, ProblemHttpResult>> HandleAsync(
        RegisterUserRequest request, Database database, PasswordHashing passwords, TimeProvider time, HttpResponse response,
        CancellationToken cancellationToken) =>
        RegisterUser.AddAsync(request, "/api/customers", database, passwords, time, response, cancellationToken);
}
