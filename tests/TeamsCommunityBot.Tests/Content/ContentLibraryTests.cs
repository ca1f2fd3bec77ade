using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Tests.Teams.Outbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Content;

/// <summary>The built-in packs and an organisation's own, as the program registers them.</summary>
public sealed class ContentLibraryTests : IDisposable
{
    private static readonly IReadOnlyList<string> BuiltIn = [.. ContentLibrary.BuiltIn().SelectMany(pack => pack.Items).Select(item => item.Id)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("community-content-");
    private readonly LogKeeper _log = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Without_a_folder_there_are_the_built_in_items()
    {
        using var services = Services("");
        var library = services.GetRequiredService<ContentLibrary>();

        Assert.Equal(BuiltIn, library.Items.Select(item => item.Id));
        Assert.Equal("human-library", library.Find("human-library")?.Id);
        Assert.Null(library.Find("gone-since"));
        Assert.Empty(_log.Lines);
    }

    /// <summary>A clock that runs behind does not make our own items impossible.</summary>
    [Fact]
    public void The_built_in_items_do_not_depend_on_the_clock()
    {
        _time.AdjustTime(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var services = Services("");

        Assert.Equal(BuiltIn.Count, services.GetRequiredService<ContentLibrary>().Items.Count);
    }

    [Fact]
    public void Nothing_is_read_before_the_first_use()
    {
        using var services = Services(_folder.FullName);
        services.GetRequiredService<IStartupValidator>().Validate();
        var library = services.GetRequiredService<ContentLibrary>();
        Write("late.json", SamplePack.Of(SamplePack.Item("kookclub")));

        Assert.NotNull(library.Find("kookclub"));
    }

    [Fact]
    public void Packs_of_the_organisation_follow_ours_in_the_order_of_their_names()
    {
        Write("b.json", SamplePack.Of(SamplePack.Item("naaiclub")));
        Write("a.json", SamplePack.Of(SamplePack.Item("kookclub"), SamplePack.Item("leesclub")));
        Write("notes.txt", "no pack");
        using var services = Services(_folder.FullName);

        Assert.Equal([.. BuiltIn, "kookclub", "leesclub", "naaiclub"], services.GetRequiredService<ContentLibrary>().Items.Select(item => item.Id));
        Assert.Equal(["Content pack a.json is read; items in it: 2.", "Content pack b.json is read; items in it: 1."], Logged(LogLevel.Information));
    }

    [Fact]
    public void A_bad_pack_is_left_out_whole_and_told_and_the_others_stay()
    {
        var bad = SamplePack.Item("bad");
        bad.Remove("en");
        Write("a.json", SamplePack.Of(SamplePack.Item("kookclub"), bad));
        Write("b.json", "{");
        Write("c.json", SamplePack.Of(SamplePack.Item("naaiclub")));
        Write("d.json", SamplePack.Of(SamplePack.Item("leesclub"), SamplePack.Item("human-library")));
        Write("e.json", SamplePack.Of(SamplePack.Item("naaiclub")));
        Write("f.json", new string(' ', (1 << 20) + 1));
        using var services = Services(_folder.FullName);

        Assert.Equal([.. BuiltIn, "naaiclub"], services.GetRequiredService<ContentLibrary>().Items.Select(item => item.Id));
        Assert.Collection(Logged(LogLevel.Warning),
            line => Assert.Equal("Content pack a.json, item 'bad': 'en' is missing. The pack is left out.", line),
            line => Assert.Matches(@"\AContent pack b\.json: it is not valid JSON\. .+ The pack is left out\.\z", line),
            line => Assert.Equal("Content pack d.json, item 'human-library': an item of another pack has the same id. The pack is left out.", line),
            line => Assert.Equal("Content pack e.json, item 'naaiclub': an item of another pack has the same id. The pack is left out.", line),
            line => Assert.Equal("Content pack f.json: it is larger than 1 MiB. The pack is left out.", line));
    }

    /// <summary>At noon in Greenwich it is tomorrow in New Zealand, and nowhere the day after.</summary>
    [Theory]
    [InlineData("2026-11-23", true)]
    [InlineData("2026-11-24", false)]
    public void An_item_may_have_been_checked_today_anywhere(string day, bool isRead)
    {
        _time.SetUtcNow(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var item = SamplePack.Item("kookclub");
        item["checked"] = day;
        Write("a.json", SamplePack.Of(item));
        using var services = Services(_folder.FullName);

        Assert.Equal(isRead, services.GetRequiredService<ContentLibrary>().Find("kookclub") is not null);
    }

    [Fact]
    public void A_folder_that_is_not_there_stops_the_start()
    {
        using var services = Services(Path.Combine(_folder.FullName, "nowhere"));

        var stopped = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal("Content:Path: there is no such folder, or it may not be read. Give the folder of your content packs, or leave it empty.",
            stopped.Message);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ServiceProvider Services(string folder) =>
        new ServiceCollection()
            .AddSingleton<TimeProvider>(_time)
            .AddLogging(logging => logging.AddProvider(_log))
            .AddContent(new ConfigurationBuilder().AddInMemoryCollection([new("Content:Path", folder)]).Build())
            .BuildServiceProvider();

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);

    private IEnumerable<string> Logged(LogLevel level) => _log.Lines.Where(line => line.Level == level).Select(line => line.Line.Trim());
}
