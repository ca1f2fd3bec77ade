using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

public sealed class PersonTracesTests
{
    private const string Id = "0f000000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("""{"V":1,"Who":{"Id":"ID","Address":"29:1","Name":"Anna"},"Text":"Hallo"}""",
        """{"V":1,"Who":{"Id":"","Address":"","Name":""},"Text":"Hallo"}""")]
    [InlineData("""{"by":{"id":"ID","name":"Anna"},"n":2}""", """{"by":{"id":"","name":""},"n":2}""")]
    [InlineData("""{"Owner":"ID","At":"2026-11-22"}""", """{"Owner":"","At":"2026-11-22"}""")]
    [InlineData("""{"People":["a","ID","b"],"All":[{"Id":"ID","Name":"Anna"},{"Id":"b","Name":"Bram"}]}""",
        """{"People":["a","b"],"All":[{"Id":"","Name":""},{"Id":"b","Name":"Bram"}]}""")]
    [InlineData("""{"A":null,"B":{"C":[[{"Id":"ID","N":1}]]}}""", """{"A":null,"B":{"C":[[{"Id":"","N":1}]]}}""")]
    [InlineData("""{"Note":"asked by ID today","By":{"Id":"b"}}""", """{"Note":"asked by  today","By":{"Id":"b"}}""")]
    [InlineData("""{"All":{"ID":{"n":1}}}""", """{"All":{"":{"n":1}}}""")]
    public void A_person_in_a_row_becomes_nobody_and_the_rest_stays(string before, string after) =>
        Assert.Equal(after, PersonTraces.Without(before.Replace("ID", Id, StringComparison.Ordinal), Id));

    [Fact]
    public async Task Who_is_written_down_anew_again_and_again_is_not_said_to_be_erased()
    {
        var ct = TestContext.Current.CancellationToken;
        using var store = new SqliteStore();
        var table = new MeetingTable(store.Table);
        var key = new Key("tenant", "administrators");
        await table.InsertAsync(key, $$$"""{"Who":{"Id":"{{{Id}}}"}}""", ct);
        table.Meet(row => row == key, MeetingTable.TouchAsync, times: 1_000);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await PersonTraces.EraseAsync(table, key.Partition, Id, ct));
    }
}
