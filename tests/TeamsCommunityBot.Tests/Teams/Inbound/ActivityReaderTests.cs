using System.Text;
using CsCheck;
using TeamsCommunityBot.Teams.Inbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

public sealed class ActivityReaderTests
{
    private static readonly byte[] Sample = SampleActivity.Message("<at>Community</at> status").Utf8();

    [Fact]
    public void An_activity_of_Teams_is_read()
    {
        var activity = ActivityReader.Read(Sample);
        Assert.NotNull(activity);
        Assert.Equal(("message", "29:anna", SampleActivity.Bot), (activity.Type, activity.From?.Id, activity.Recipient?.Id));
    }

    [Theory]
    [InlineData("""{"type":"message","somethingNew":{"a":[1,{"b":null}]}}""")]
    [InlineData("""{"type":"message","recipient":null,"text":null,"entities":null,"channelData":null}""")]
    [InlineData("""{"type":"message","textFormat":"hologram","conversation":{"id":"x","conversationType":"hologram"}}""")]
    [InlineData("""{"type":"message","text":"\uD83D\uDE00"}""")]
    public void What_we_do_not_know_is_left_alone(string json) => Assert.NotNull(ActivityReader.Read(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"message\"")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{},")]
    [InlineData("""{"type":"message",}""")]
    [InlineData("""{"type":"message"/* comment */}""")]
    [InlineData("""{"type":"message"} // comment""")]
    [InlineData("\uFEFF{\"type\":\"message\"}")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":{}}""")]
    [InlineData("""{"text":["a"]}""")]
    [InlineData("""{"from":"Anna"}""")]
    [InlineData("""{"from":{"id":7}}""")]
    [InlineData("""{"conversation":[]}""")]
    [InlineData("""{"serviceUrl":["https://smba.trafficmanager.net/"]}""")]
    [InlineData("""{"entities":{}}""")]
    [InlineData("""{"channelData":"x"}""")]
    [InlineData("""{"from":{"id":"a"},"from":{"id":"b"}}""")]
    [InlineData("""{"unknown":{"a":1,"a":2}}""")]
    [InlineData("""{"\u0066rom":{"id":"a"},"from":{"id":"b"}}""")]
    [InlineData("""{"unknown":1e400}""")]
    [InlineData("""{"text":"\uD800"}""")]
    [InlineData("""{"unknown":["\uDC00x"]}""")]
    [InlineData("""{"\uD800":1}""")]
    public void What_breaks_the_shape_is_refused(string json) => Assert.Null(ActivityReader.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Broken_UTF8_is_refused() => Assert.Null(ActivityReader.Read([.. "{\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]));

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(5_000, false)]
    public void Depth_ends_at_32(int depth, bool admitted)
    {
        var json = $$"""{"unknown":{{new string('[', depth - 1)}}{{new string(']', depth - 1)}}}""";
        Assert.Equal(admitted, ActivityReader.Read(Encoding.UTF8.GetBytes(json)) is not null);
    }

    [Fact]
    public void A_number_of_20_thousand_digits_is_refused() =>
        Assert.Null(ActivityReader.Read(Encoding.UTF8.GetBytes($$"""{"unknown":{{new string('1', 20_000)}}}""")));

    [Fact]
    public void Random_bytes_never_throw() => Gen.Byte.Array[0, 400].Sample(bytes => { ActivityReader.Read(bytes); }, iter: 20_000);

    [Fact]
    public void A_mutated_activity_never_throws_down_to_its_turns() =>
        Gen.Select(Gen.Int[0, Sample.Length - 1], Gen.Byte, Gen.Int[0, 3], Gen.Int[0, Sample.Length - 1]).Array[1, 4].Sample(
            changes => ReadToTheTurns(changes.Aggregate(Sample, (bytes, c) => Mutate(bytes, c.Item1, c.Item2, c.Item3, c.Item4))),
            iter: 20_000);

    private static byte[] Mutate(byte[] bytes, int at, byte value, int kind, int other)
    {
        if (bytes.Length == 0) return [value];
        var (a, b) = (Math.Min(at, other) % bytes.Length, Math.Max(at, other) % bytes.Length);
        return kind switch
        {
            0 => [.. bytes[..a], value, .. bytes[(a + 1)..]],
            1 => [.. bytes[..a], .. bytes[(Math.Max(a, b))..]],
            2 => [.. bytes[..a], .. bytes[b..], .. bytes[..a]],
            _ => [.. bytes[..a], .. "{\"a\":[null,1e5,\"\\u0000\"]}"u8, .. bytes[(a + 1)..]],
        };
    }

    private static void ReadToTheTurns(byte[] bytes)
    {
        if (ActivityReader.Read(bytes) is not { Conversation: not null, Type: not "invoke" } activity) return;
        TurnReader.Read(activity, new Envelope(SampleActivity.Tenant, new Uri("https://smba.trafficmanager.net/"), SampleActivity.Bot, SampleActivity.Now));
    }
}
