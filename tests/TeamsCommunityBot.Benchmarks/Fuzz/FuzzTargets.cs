using System.Buffers;
using System.Text;
using System.Text.Json;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Teams.Inbound;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Turns;
using static TeamsCommunityBot.Benchmarks.Fuzz.FuzzTarget;

namespace TeamsCommunityBot.Benchmarks.Fuzz;

/// <summary>Every place where text or bytes of strangers are taken apart, and what holds of the outcome.</summary>
internal static class FuzzTargets
{
    private const string Bot = "28:bot";

    private const string Message = """
        {"type":"message","id":"1","timestamp":"2026-03-02T09:00:00Z","channelId":"msteams","serviceUrl":"https://smba.trafficmanager.net/emea/","from":{"id":"29:a","name":"Anna Voorbeeld","aadObjectId":"a44a0000-0000-4000-8000-000000000001"},"recipient":{"id":"28:bot","name":"Community"},"conversation":{"id":"19:c@thread.tacv2;messageid=1","conversationType":"channel","tenantId":"t"},"text":"<at>Community</at>&nbsp;/status\n","locale":"nl-NL","entities":[{"type":"mention","mentioned":{"id":"28:bot","name":"Community"},"text":"<at>Community</at>"},{"type":"clientInfo","timezone":"Europe/Amsterdam"}],"channelData":{"team":{"id":"19:t@thread.tacv2"},"channel":{"id":"19:c@thread.tacv2"}}}
        """;

    private const string Event = """
        {"type":"conversationUpdate","id":"f:1","channelId":"msteams","from":{"id":"29:a"},"conversation":{"id":"19:t@thread.tacv2","conversationType":"channel"},"membersAdded":[{"id":"28:bot"},{"id":"29:b"}],"membersRemoved":[{"id":"29:c"}],"channelData":{"eventType":"channelRenamed","team":{"id":"19:t@thread.tacv2","name":"T"},"channel":{"id":"19:d@thread.tacv2","name":"D","type":"shared"},"settings":{"selectedChannel":{"id":"19:d@thread.tacv2"}}}}
        """;

    private const string Data = """{"act":{"verb":"community.register","data":{"revision":"0"},"sig":"12.c2ln"},"Name":"Lezers","count":1,"on":true,"list":[1]}""";

    private const string Invoke = """
        {"type":"invoke","name":"adaptiveCard/action","from":{"id":"29:a"},"conversation":{"id":"a:1","conversationType":"personal"},"value":{"action":{"type":"Action.Execute","verb":"community.register","data":
        """ + Data + """}}}""";

    private static readonly Envelope Envelope = new("t", new Uri("https://smba.trafficmanager.net/emea/"), Bot, DateTimeOffset.UnixEpoch);
    private static readonly CommandParser Parser = new(Routes.Commands);
    private static readonly HashSet<string> OwnNames = ["Community"];
    private static readonly byte[] Key = new byte[32];
    private static readonly SearchValues<char> Odd = SearchValues.Create("\u00A0\u200B\r\n\t\0");

    public static IReadOnlyDictionary<string, FuzzTarget> All { get; } = new Dictionary<string, FuzzTarget>
    {
        ["reader"] = new(Reader, [Message, Event, Invoke], ["\"type\":", "\"from\":", "null", "\\ud800", "1e400", "\"installationUpdate\"", "\"add\"", "{}",
            "[]"]),
        ["normaliser"] = new(Normaliser, ["<at>Community</at>&nbsp;/status\n", "<at id=\"0\">x</at> &lt;at&gt; a\u00A0b\u200Bc"],
            ["<at>", "</at>", "<at ", "&lt;", "&gt;", "&nbsp;", "&#60;", "\u00A0", "\u200D"]),
        ["key"] = new(Keys, ["19:c@thread.tacv2\nturn\npress:1", "a|b\nc~d/e\\f#g?h", "~7C|~2F"], ["~", "|", "~C3~A9", "\n", "é"]),
        ["command"] = new(Commands, ["/community status", "Community register now", "afmelden!", "dank je"],
            ["/", "community", "status", "register", "aanmelden", "thank you"]),
        ["card"] = new(Card, [Data, """{"act":{"verb":"v","data":{},"sig":"1.x"}}"""], ["\"act\":", "\"sig\":", "\"data\":", "\"verb\":", "12."]),
    };

    private static void Reader(byte[] bytes)
    {
        if (ActivityReader.Read(bytes) is not { Conversation: not null } activity) return;
        if (activity.Type == "invoke" && InvokeShape.Check(activity) is not null) return;
        foreach (var incoming in TurnReader.Read(activity, Envelope))
        {
            Demand(incoming.Turn.ActivityId.Length > 0, "every turn has a name");
            Demand(incoming.Turn.Press is not { Genuine: true }, "nothing is genuine before its signature was checked");
            DemandPlain(incoming.Turn.Text);
            DemandPlain(incoming.Turn.From.Name);
        }
    }

    private static void Normaliser(byte[] bytes)
    {
        var plain = PlainText.Read(Encoding.UTF8.GetString(bytes), OwnNames);
        DemandPlain(plain);
        Demand(!plain.Contains("<at>", StringComparison.OrdinalIgnoreCase), "no tag is left");
    }

    private static void DemandPlain(string text) =>
        Demand(!text.AsSpan().ContainsAny(Odd) && !text.Contains("  ", StringComparison.Ordinal) && text.Trim() == text, "text has plain single spaces");

    private static void Keys(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var ids = text.Split('\n');
        try
        {
            var part = Storage.Key.Join(ids);
            Demand(part.Length <= 1_024, "a key is at most 1,024 characters");
            Demand(Storage.Key.Split(part).SequenceEqual(ids.Select(id => id.Normalize())), "a key gives its ids back");
        }
        catch (StorageLimitException)
        {
            // Said in the contract.
        }

        try
        {
            _ = Storage.Key.Split(text);
        }
        catch (FormatException)
        {
            // Said in the contract.
        }
    }

    private static void Commands(byte[] bytes)
    {
        var command = Parser.Parse(PlainText.Read(Encoding.UTF8.GetString(bytes), OwnNames));
        foreach (var language in Language.All)
            Demand(Parser.Nearest(command.Heard, language) is not { Length: 0 }, "a suggestion has words");
    }

    private static void Card(byte[] bytes)
    {
        if (!JsonGate.Admits(bytes)) return;
        using var json = JsonDocument.Parse(bytes);
        if (json.RootElement.ValueKind != JsonValueKind.Object || PressReader.FromMessage(json.RootElement).Act is not { } act) return;
        var signature = CardSignature.Of(Key, 12, "t", "19:c@thread.tacv2", act.Verb, act.Data);
        _ = CardSignature.PeriodOf(act.Sig);
        Demand(!CardSignature.AreEqual(signature, act.Sig), "nobody guesses a signature");
        Demand(signature != CardSignature.Of(Key, 12, "t", "19:d@thread.tacv2", act.Verb, act.Data), "a signature is of one conversation");
    }
}
