using System.Globalization;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>
/// Puts a content into order for readers of one language: whether it may be used, who it is about, what is urgent, the
/// conclusion, what it rests on, what may be considered, limits, signatures and origin.
/// </summary>
public sealed class ReportLayout
{
    readonly PrintRequest request;
    readonly ReportContent content;
    readonly CultureInfo language;
    readonly List<Block> blocks = [];

    ReportLayout(PrintRequest request) => (this.request, content, language) = (request, request.Content, request.Language);

    /// <summary>The report as every printer prints it.</summary>
    public static ReportDocument Of(PrintRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ReportLayout(request).Document();
    }

    ReportDocument Document()
    {
        var identity = content.IsDraft ? Text("identity.draft", content.Person.Code)
            : Text("identity", content.Number, content.Version, content.Person.Code);
        Standing();
        Person();
        Conclusion();
        Assays();
        new GeneticsLayout(content.Genetics, language).AddTo(blocks);
        new AdviceLayout(content.Advice, language).AddTo(blocks);
        Section("limits", new Bullets([.. content.Limits.Select(l => new BulletLine(l.In(language)))]), content.Limits.Count > 0);
        Signatures();
        Provenance();
        Check();
        return new(language.Name, Text("title"), identity, Mark(), Text("page"), Issuer(), blocks);
    }

    string Text(string key, params IReadOnlyList<object> facts) => ReportTexts.Get(key, language, facts);

    void Section(string title, Block block, bool isTold = true)
    {
        if (!isTold) return;
        blocks.Add(new Heading(2, Text(title)));
        blocks.Add(block);
    }

    string? Mark() => content.IsDraft ? Text("mark.draft") : request.State?.Standing switch
    {
        ReportStanding.Withdrawn => Text("mark.withdrawn"),
        ReportStanding.Replaced => Text("mark.replaced", request.State.NewestVersion),
        _ => null,
    };

    List<string> Issuer()
    {
        if (content.Head is not { } head) return [Text("head.none", content.Site)];
        string[] lines = [head.Hospital.In(language), head.Department.In(language), head.Address.In(language),
            head.Phone.Length == 0 ? "" : Text("head.phone", head.Phone)];
        return [.. lines.Where(line => line.Length > 0)];
    }

    void Standing()
    {
        if (content.IsDraft) blocks.Add(new Paragraph(Text("draft"), Weight.Alarm));
        else if (request.State is { IsCurrent: false, Since: var since } state)
        {
            var when = since is { } at ? ReportTime.Shown(ReportTime.Of(at, request.Zone)) : "–";
            blocks.Add(new Paragraph(state.Standing == ReportStanding.Withdrawn ? Text("withdrawn", when, state.Reason ?? "")
                : Text("replaced", state.NewestVersion, when), Weight.Alarm));
        }
        if (content.Amendment is not { } amended) return;
        blocks.Add(new Paragraph(Text("amended", content.Version, amended.Replaces, ReportTime.Shown(amended.ReplacedIssued),
            amended.Reason.In(language)), Weight.Strong));
        if (amended.Remark is { } remark) blocks.Add(new Paragraph(Text("amended.remark", remark)));
    }

    void Person()
    {
        var (p, lines) = (content.Person, new List<(string, string)>());
        if (request.Name is { } name) lines.Add((Text("person.name"), name));
        lines.AddRange([(Text("person.code"), p.Code), (Text("person.sex"), p.Sex.In(language)),
            (Text("person.birth-year"), p.BirthYear?.ToString(CultureInfo.InvariantCulture) ?? Text("not-recorded")),
            (Text("person.group"), p.Group.In(language)), (Text("site"), content.Site)]);
        if (content.IsDraft) lines.Add((Text("made"), ReportTime.Shown(content.Issued)));
        else
            lines.AddRange([(Text("number"), content.Number), (Text("version"), Number(content.Version)),
                (Text("issued"), ReportTime.Shown(content.Issued))]);
        lines.AddRange(content.Requests.Select(r => (Text("request", r.Sample),
            $"{r.OrderedBy ?? Text("not-recorded")}, {Shown(r.Ordered)}")));
        blocks.Add(new Facts(lines));
        Section("samples", new Grid([Text("sample"), Text("sample.type"), Text("sample.collected"), Text("sample.received")],
            [3, 4, 4, 4],
            [.. content.Samples.Select(s => (string[])[s.Code, s.Type.In(language), Shown(s.Collected), Shown(s.Received)])]),
            content.Samples.Count > 0);
    }

    string Shown(string? at) => at is null ? Text("not-recorded") : ReportTime.Shown(at);

    void Conclusion()
    {
        var c = content.Conclusion;
        blocks.Add(new Heading(2, Text("conclusion")));
        blocks.AddRange(c.Urgent.Select(u => new Paragraph(Text("urgent", u.Text.In(language)), Weight.Alarm)));
        if (c.Headline is { } headline) blocks.Add(new Paragraph(headline.Text.In(language), Weight.Strong));
        if (c.Statements.Count > 0) blocks.Add(new Bullets([.. c.Statements.Select(s => new BulletLine(Capital(s.Text), Basis(s)))]));
    }

    // A sentence on more than this rests on a whole table, which is printed below.
    string Basis(ReportSentence said)
    {
        const int MostNamed = 4;
        return said.Basis.Count is 0 or > MostNamed ? "" : Text("basis", string.Join(", ", said.Basis));
    }

    string Capital(Words words) => words.In(language) is { Length: > 0 } text ? char.ToUpperInvariant(text[0]) + text[1..] : "";

    void Assays() => Section("assays", new Grid(
        [Text("assay"), Text("assay.value"), Text("assay.interval"), Text("assay.drawn"), Text("assay.states"), Text("assay.reading")],
        [6, 3, 4, 4, 4, 6], [.. content.Assays.Select(a => (string[])
        [
            Capital(a.Name),
            $"{new Measurement(a.Comparator, a.Value)} {a.Unit}" + (a.Beside is "low" or "high" ? " " + Text($"beside.{a.Beside}") : ""),
            a.Interval is { } i ? Text("assay.interval.of", Number(i.Low), Number(i.High), i.Unit, i.Set) : Text("assay.no-interval"),
            $"{Shown(a.Drawn)} {a.Sample}",
            a.States is null ? Text("assay.states-not-recorded") : a.States.Count == 0 ? Text("assay.no-state")
                : string.Join(Text("list"), a.States.Select(s => s.In(language))),
            $"{Capital(a.Reading)} ({a.Id})",
        ])]), content.Assays.Count > 0);

    void Signatures() => Section("signatures", new Grid([Text("signer"), Text("signer.meaning"), Text("signer.at")], [4, 6, 4],
        [.. content.Signers.Select(s => (string[])
            [s.Name == s.Account ? s.Name : $"{s.Name} ({s.Account})", Capital(s.Meaning), ReportTime.Shown(s.At)])]),
        content.Signers.Count > 0);

    void Provenance()
    {
        var p = content.Provenance;
        blocks.Add(new Heading(2, Text("provenance")));
        blocks.Add(new Facts(
        [
            (Text("provenance.conclusion"), $"{content.Conclusion.Id}, {Text("version")} {Number(content.Conclusion.Version)}"),
            (Text("provenance.panel"), $"{p.Panel.Id} {p.Panel.Version}"), (Text("provenance.rules"), $"{p.Rules.Id} {p.Rules.Version}"),
            (Text("provenance.rules-sha256"), p.RulesSha256),
            (Text("provenance.build"), p.Builds.Count == 0 ? "–" : string.Join(", ", p.Builds)),
            (Text("provenance.files"), p.VcfSha256.Count == 0 ? "–" : string.Join(", ", p.VcfSha256)),
            (Text("provenance.assays"), p.AssayIds.Count == 0 ? "–" : string.Join(", ", p.AssayIds)),
            (Text("provenance.tables"), string.Join(", ", p.Tables.Select(t => $"{t.Id} {t.Version}"))),
            (Text("provenance.software"), p.Software),
        ]));
    }

    void Check()
    {
        if (request is not { Seal: { } seal, CheckAddress: { } address }) return;
        blocks.Add(new Heading(2, Text("check")));
        blocks.Add(new Paragraph(Text("check.about")));
        blocks.Add(new QrCode(address, Text("check.qr", content.Number, content.Version)));
        blocks.Add(new Facts([(Text("check.sha256"), seal.Sha256), (Text("check.signature"), seal.Signature),
            (Text("check.key"), seal.KeyId)]));
    }

    static string Number(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}
