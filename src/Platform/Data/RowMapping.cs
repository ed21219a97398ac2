using Dapper;

namespace Cartwright.Platform.Data;

/// <summary>Maps rows to records: <c>snake_case</c> columns by name, times as <see cref="DateTimeOffset"/>.</summary>
public static class RowMapping
{
    /// <summary>Configures Dapper for the whole process; may be repeated.</summary>
    public static void Use()
    {
        // Dapper asks a handler only for types that it does not know itself.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new DateTimeOffsetMapping());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }
}
