using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace TeamsCommunityBot.Tests.Security;

/// <summary>Bodies that are too long, of the wrong kind, or that two parsers would read as two things (S65–S70, S56, S79).</summary>
public sealed class BodyAttacks(Target target) : IClassFixture<Target>
{
    private static readonly Dictionary<string, (int Status, Action<Draft> Change)> Table = new()
    {
        ["S65 257 KiB"] = (413, d => d.Activity["text"] = new string('x', 257 * 1024)),
        ["S65 257 KiB without a length"] = (413, d => (d.Chunked, d.Activity["text"]) = (true, new string('x', 257 * 1024))),
        ["S65 a gzip bomb"] = (415, d => (d.Body, d.Headers["Content-Encoding"]) = (Gzip(new byte[20_000_000]), "gzip")),
        ["an encoding that changes nothing"] = (415, d => d.Headers["Content-Encoding"] = "identity"),
        ["S66 plain text"] = (415, d => d.ContentType = "text/plain"),
        ["S66 UTF-16"] = (415, d => d.ContentType = "application/json; charset=utf-16"),
        ["S66 no type"] = (415, d => d.ContentType = null),
        ["a type that only starts like JSON"] = (415, d => d.ContentType = "application/json-patch+json"),
        ["no type at all"] = (415, d => d.ContentType = "json"),
        ["a form"] = (415, d => d.ContentType = "application/x-www-form-urlencoded"),

        ["empty"] = (400, d => d.Body = []),
        ["no JSON"] = (400, d => d.Json = "<xml/>"),
        ["a list"] = (400, d => d.Json = $"[{d.Json}]"),
        ["null"] = (400, d => d.Json = "null"),
        ["an empty object"] = (400, d => d.Json = "{}"),
        ["half of it"] = (400, d => d.Json = d.Json[..(d.Json.Length / 2)]),
        ["S67 depth 33"] = (400, d => d.Json = With(d, $"\"x\":{new string('[', 32)}{new string(']', 32)}")),
        ["depth 5,000"] = (400, d => d.Json = With(d, $"\"x\":{new string('[', 4_999)}{new string(']', 4_999)}")),
        ["S67 nothing but brackets"] = (413, d => d.Json = new string('[', 1_000_000)),
        ["S68 10,000 times the same property"] = (400, d => d.Json = With(d, string.Join(',', Enumerable.Repeat("\"x\":1", 10_000)))),
        ["S68 two senders"] = (400, d => d.Json = With(d, """ "from":{"id":"29:somebody-else"} """)),
        ["two senders, one spelled in escapes"] = (400, d => d.Json = With(d, """ "\u0066rom":{"id":"29:somebody-else"} """)),
        ["two ids inside the sender"] = (400, d => d.Json = d.Json.Replace("\"from\":{", "\"from\":{\"id\":\"29:x\",", StringComparison.Ordinal)),
        ["S69 1e400"] = (400, d => d.Json = With(d, "\"x\":1e400")),
        ["S69 20,000 digits"] = (400, d => d.Json = With(d, $"\"x\":{new string('9', 20_000)}")),
        ["a number with a leading zero"] = (400, d => d.Json = With(d, "\"x\":007")),
        ["NaN"] = (400, d => d.Json = With(d, "\"x\":NaN")),
        ["S69 id a number"] = (400, d => d.Activity["id"] = 7),
        ["S69 id an object"] = (400, d => d.Activity["id"] = new JsonObject()),
        ["S69 id null"] = (400, d => d.Activity["id"] = null),
        ["S70 a byte order mark"] = (400, d => d.Body = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(d.Json)]),
        ["S70 a comment"] = (400, d => d.Json = d.Json + "/* */"),
        ["S70 a comma too many"] = (400, d => d.Json = d.Json[..^1] + ",}"),
        ["S70 something behind it"] = (400, d => d.Json = d.Json + "{}"),
        ["single quotes"] = (400, d => d.Json = d.Json.Replace('"', '\'')),
        ["UTF-16 that says UTF-8"] = (400, d => d.Body = Encoding.Unicode.GetBytes(d.Json)),
        ["broken UTF-8"] = (400, d => d.Body = [.. "{\"type\":\"message\",\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]),
        ["an overlong slash"] = (400, d => d.Body = [.. "{\"type\":\"message\",\"text\":\""u8, 0xC0, 0xAF, .. "\"}"u8]),
        ["S56 half a surrogate pair in the text"] = (400, d => d.Json = With(d, """ "x":"\ud800" """)),
        ["half a pair as a name"] = (400, d => d.Json = With(d, """ "\udc00":1 """)),
        ["a raw control character"] = (400, d => d.Json = With(d, "\"x\":\"\u0001\"")),
        ["text a list"] = (400, d => d.Activity["text"] = new JsonArray("x")),
        ["sender a word"] = (400, d => d.Activity["from"] = "29:anna"),
        ["entities an object"] = (400, d => d.Activity["entities"] = new JsonObject()),
        ["mentioned a word"] = (400, d => d.Activity["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["mentioned"] = "x" })),
        ["channel data a word"] = (400, d => d.Activity["channelData"] = "x"),
    };

    /// <summary>Odd, and read without harm: each is answered like the draft itself.</summary>
    private static readonly Dictionary<string, Action<Draft>> Odd = new()
    {
        ["S79 sent in 2001"] = d => d.Activity["timestamp"] = "2001-01-01T00:00:00Z",
        ["S79 sent in 9999"] = d => d.Activity["timestamp"] = "9999-12-31T23:59:59.9999999Z",
        ["S79 sent at no time"] = d => (d.Activity["timestamp"], d.Activity["localTimestamp"]) = ("soon", "sooner"),
        ["S79 from Mars"] = d => d.Activity["localTimezone"] = "Mars/Phobos",
        ["a zone that is a path"] = d => d.Activity["localTimezone"] = "../../../etc/passwd",
        ["a language that is a script"] = d => d.Activity["locale"] = "<script>alert(1)</script>",
        ["fields that we do not know"] = d => d.Activity["hologram"] = new JsonArray(1, null, new JsonObject { ["a"] = true }),
        ["an entity that is null"] = d => d.Activity["entities"]!.AsArray().Add(null),
        ["1,000 mentions"] = d => Mention(d, 1_000),
        ["S82 a name with a line of its own"] = d => d.Activity["from"]!["name"] = "Anna\r\n{\"LogLevel\":\"Error\"}\u001b[31m",
        ["S56 NUL and U+FFFE in the name"] = d => d.Activity["from"]!["name"] = "A\u0000nna\uFFFE",
        ["a media type in upper case"] = d => d.ContentType = "APPLICATION/JSON;CHARSET=UTF-8",
    };

    public static TheoryData<string> Attacks => [.. Table.Keys];

    public static TheoryData<string> Oddities => [.. Odd.Keys];

    [Theory, MemberData(nameof(Attacks))]
    public Task It_is_refused(string attack) => target.RefusesAsync(Table[attack].Status, Table[attack].Change);

    [Theory, MemberData(nameof(Oddities))]
    public async Task It_does_no_harm(string oddity)
    {
        var draft = new Draft(target.Sim);
        Odd[oddity](draft);
        var posts = target.Sim.Posts().Count;
        Assert.Equal((System.Net.HttpStatusCode.OK, ""), await target.SendAsync(draft));
        Assert.Equal(posts + 1, target.Sim.Posts().Count);
    }

    /// <summary>The draft's body with something more in it.</summary>
    private static string With(Draft draft, string property) => $"{draft.Json[..^1]},{property}}}";

    private static void Mention(Draft draft, int people)
    {
        var entities = draft.Activity["entities"]!.AsArray();
        for (var i = 0; i < people; i++)
            entities.Add(new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = $"29:{i}" }, ["text"] = "<at>x</at>" });
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
