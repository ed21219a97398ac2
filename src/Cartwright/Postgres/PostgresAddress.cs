using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Cartwright.Postgres;

/// <summary>How to connect to the private PostgreSQL. The address stays the same while the server restarts.</summary>
/// <param name="socketFolder">Folder of the server's socket.</param>
/// <param name="superuserPassword">The secret that all passwords are derived from.</param>
internal sealed class PostgresAddress(string socketFolder, string superuserPassword)
{
    /// <summary>Name of the superuser.</summary>
    public const string Superuser = "cartwright";

    /// <summary>Number in the name of the socket; nothing listens on the network.</summary>
    public const int Port = 5432;

    /// <summary>Connection string of the superuser.</summary>
    public string Admin(string database = "postgres") => To(database, Superuser, superuserPassword);

    /// <summary>Connection string of a service to its own database.</summary>
    public string Service(string service) => To(DatabaseOf(service), DatabaseOf(service), PasswordOf(service));

    /// <summary>Name of a service's database and of the role that owns it.</summary>
    public static string DatabaseOf(string service) => $"cartwright_{service}";

    /// <summary>Password of a service's role: derived, so that there is one secret to keep only.</summary>
    public string PasswordOf(string service) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(superuserPassword), Encoding.UTF8.GetBytes(service)));

    string To(string database, string user, string password) =>
        new NpgsqlConnectionStringBuilder { Host = socketFolder, Port = Port, Database = database, Username = user, Password = password }.ConnectionString;
}
