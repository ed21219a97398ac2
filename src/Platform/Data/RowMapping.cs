using Dapper;

namespace Cartwright.Platform.Data;

/// <summary>Maps rows to records: <c>snake_case</c> columns by name, times as <see cref="DateTimeOffset"/>.</summary>
public static class RowMapping
{
    /// <summary>Configures Dapper for the whole process; may be repeated.</summary>
    public static void Use()
    {
        SqlMapper.AddTypeHandler(new DateTimeOffsetMapping());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }
}
