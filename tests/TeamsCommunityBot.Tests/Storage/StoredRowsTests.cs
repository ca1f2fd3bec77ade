using System.Reflection;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

/// <summary>
/// The list of what is stored is whole: every record that is written as a row stands in it, and one that names a person has a term. What a long story stores is
/// held against it by the erasure's story.
/// </summary>
public sealed class StoredRowsTests
{
    /// <summary>What the former queue left behind is read once and never written.</summary>
    private static readonly string[] Former = ["FormerRow", "FormerMessage"];

    /// <summary>Records that have none, for theirs is written beside them or they are older.</summary>
    private static readonly Type[] WithoutVersion = [typeof(Community), typeof(CommunityLine)];

    public static TheoryData<string> Records => [.. Stored().Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_record_that_is_stored_stands_in_the_list_with_where_it_names_somebody(string record)
    {
        var type = Stored().Single(type => type.Name == record);

        var kinds = StoredRows.All.Where(kind => kind.Records.Contains(record)).ToList();

        Assert.NotEmpty(kinds);
        if (NamesSomebody(type, [])) Assert.Contains(kinds, kind => kind.Names != "no");
    }

    [Fact]
    public void The_list_tells_of_no_record_that_is_gone() =>
        Assert.Empty(StoredRows.All.SelectMany(kind => kind.Records).Except(Stored().Select(type => type.Name)));

    [Fact]
    public void Whatever_names_somebody_has_an_end()
    {
        var naming = StoredRows.All.Where(kind => kind.Names != "no").ToList();

        Assert.True(naming.Count > 15);
        Assert.All(naming, kind => Assert.Matches("erased|a day|two days|24 months|five weeks|answered", kind.Kept));
        Assert.All(StoredRows.All, kind => Assert.Contains(kind.Names, (string[])["no", "key", "content", "chat"]));
    }

    /// <summary>The rule of the test above can fail.</summary>
    [Theory]
    [InlineData(typeof(TeamsCommunityBot.Features.Calls.CallRow), true)]
    [InlineData(typeof(TeamsCommunityBot.Features.Audit.AuditEntry), true)]
    [InlineData(typeof(TeamsCommunityBot.Schedule.Tenants.LedgerRow), true)]
    [InlineData(typeof(TeamsCommunityBot.Turns.TurnMark), false)]
    public void Who_is_named_is_seen(Type type, bool names) => Assert.Equal(names, NamesSomebody(type, []));

    /// <summary>Every record of a row: what has a version, and the few that never had one.</summary>
    private static IEnumerable<Type> Stored() => typeof(Startup).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(JsonSerializerContext)))
        .SelectMany(context => context.GetCustomAttributesData())
        .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
        .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)
        .Where(type => type.GetProperty("V") is not null || WithoutVersion.Contains(type))
        .Where(type => !Former.Contains(type.Name))
        .Distinct();

    /// <summary>Whether a record holds a person, an address (which may be that of a chat), or somebody's id as text.</summary>
    private static bool NamesSomebody(Type type, HashSet<Type> seen)
    {
        if (type == typeof(Person) || type == typeof(Address)) return true;
        if (!seen.Add(type)) return false;
        foreach (var part in type.GetGenericArguments())
            if (NamesSomebody(part, seen)) return true;
        if (type.Namespace?.StartsWith(nameof(TeamsCommunityBot), StringComparison.Ordinal) != true || type.IsEnum) return false;
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition != JsonIgnoreCondition.Always)
            .Any(property => IsSomebodysId(property) || NamesSomebody(property.PropertyType, seen));
    }

    private static bool IsSomebodysId(PropertyInfo property) =>
        property.PropertyType == typeof(string) && property.Name is "RegisteredBy" or "ById" or "AboutId" or "AskedById" or "PersonId";
}
