using Dapper;

namespace Cartwright.Platform.Data;

/// <summary>How rows become records: <c>snake_case</c> columns by name, times as <see cref="DateTimeOffset"/>.</summary>
public static class RowMapping
{
    /// <summary>Tells Dapper, which keeps it for the whole process; may be repeated.</summary>
    public static void Use()
    {
        SqlMapper.AddTypeHandler(new DateTimeOffsetMapping());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }
}
