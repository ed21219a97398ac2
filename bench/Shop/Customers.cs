using System.Text.Json.Nodes;

namespace Cartwright.Bench;

/// <summary>Registers customers. Hashing passwords is made to be slow, so this is done before the clock starts.</summary>
internal static class Customers
{
    const string Password = "Correct-horse-7-battery";

    /// <summary>Registers and signs in as many customers.</summary>
    /// <returns>Their access tokens.</returns>
    public static async Task<IReadOnlyList<string>> RegisterAsync(ShopApi api, int count, CancellationToken cancellationToken)
    {
        var tokens = new string[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, options, async (i, cancellation) =>
        {
            var email = $"customer{i}@bench.example";
            var customer = new JsonObject { ["username"] = $"customer{i}", ["email"] = email, ["password"] = Password, ["firstName"] = "Ada", ["lastName"] = "Byron" };
            await api.SendAsync(HttpMethod.Post, "/api/auth/register", null, customer, cancellation);
            tokens[i] = await api.LogInAsync(email, Password, cancellation);
        });
        return tokens;
    }
}
