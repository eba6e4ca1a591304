using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>Judges the rows of a file against the register and hands over what may be written.</summary>
sealed partial class CsvImport(LimsDb db, ClinicalRules rules, BiobankRules biobank, DateTimeOffset now, Percent percent)
{
    static readonly string[] SubjectColumns = ["subject", "site", "group", "sex", "birth_year"];
    static readonly string[] SampleColumns = ["sample", "subject", "vcf_name", "type", "collected", "received"];
    static readonly string[] AssayColumns = ["assay_id", "sample", "analyte", "method", "value", "unit",
        "drawn", "states"];
    // Of a result whose run is known.
    static readonly string[] RunColumns = ["analyser", "run", "measured"];
    static readonly string[] ConsentColumns = ["subject", "form_version", "scopes", "signed"];
    static readonly string[] PlacementColumns = ["parent", "tube", "box", "position"];
    static readonly string[] FactColumns = ["subject", "fact", "value", "observed", "origin"];

    /// <summary>The header of a register's file.</summary>
    public static IReadOnlyList<string> Columns(ImportKind kind) => kind switch
    {
        ImportKind.Subjects => SubjectColumns,
        ImportKind.Consents => ConsentColumns,
        ImportKind.Samples => SampleColumns,
        ImportKind.Placements => PlacementColumns,
        ImportKind.Facts => FactColumns,
        _ => AssayColumns,
    };

    /// <summary>Columns that a register's file may have beside those.</summary>
    public static IReadOnlyList<string> OptionalColumns(ImportKind kind) => kind == ImportKind.Assays ? RunColumns : [];

    public Task<(IReadOnlyList<RowVerdict> Rows, IReadOnlyList<object> ToWrite)> JudgeAsync(
        ImportKind kind, CsvTable table, TimeZoneInfo zone, CancellationToken stop)
    {
        return kind switch
        {
            ImportKind.Subjects => SubjectsAsync(table, zone, stop),
            ImportKind.Consents => ConsentsAsync(table, zone, stop),
            ImportKind.Samples => SamplesAsync(table, zone, stop),
            ImportKind.Placements => PlacementsAsync(table, zone, stop),
            ImportKind.Facts => FactsAsync(table, zone, stop),
            _ => AssaysAsync(table, zone, stop),
        };
    }

    // Each row moves one tube that is registered. A parent's code, where it is given, proves that the right tube is
    // meant.
    async Task<(IReadOnlyList<RowVerdict>, IReadOnlyList<object>)> PlacementsAsync(CsvTable table, TimeZoneInfo zone,
        CancellationToken stop)
    {
        var tubes =
            await KnownAsync(table, "tube", codes => db.Tubes().Where(t => codes.Contains(t.Code)), t => t.Code, stop);
        var parents =
            await KnownAsync(table, "parent", codes => db.Tubes().OfEverySite().Where(t => codes.Contains(t.Code)),
            t => t.Code, stop);
        var boxes =
            await KnownAsync(table, "box", codes => db.StorageUnits().Where(u => codes.Contains(u.Code)),
            u => u.Code, stop);
        var taken = new Dictionary<(int, int?, int?), string>();
        foreach (var box in boxes.Values)
            foreach (var t in await db.Tubes().OfEverySite().AsNoTracking()
                .Where(t => t.StorageId == box.Id && t.Row != null).Select(t => new { t.Row, t.Column, t.Code })
                .ToListAsync(stop))
                taken[(box.Id, t.Row, t.Column)] = t.Code;
        return Judge(table, ["tube"], zone, cells =>
        {
            var (tube, box) = (tubes.GetValueOrDefault(cells.Code("tube") ?? ""),
                boxes.GetValueOrDefault(cells.Code("box") ?? ""));
            if (cells.Raw("tube").Length > 0 && tube is null) cells.Refuse("tube", "unknown-tube");
            else if (tube is { IsUsable: false }) cells.Refuse("tube", "tube-not-usable", $"{tube.State}");
            if (cells.Raw("box").Length > 0 && box is null) cells.Refuse("box", "unknown-box");
            else if (box is { HoldsTubes: false }) cells.Refuse("box", "holds-no-tubes");
            else if (box is not null && tube is not null && box.Site != tube.Site)
                cells.Refuse("box", "box-of-another-site", box.Site, tube.Site);
            if (cells.Raw("parent") is { Length: > 0 } named && tube is not null
                && parents.GetValueOrDefault(named)?.Id != tube.ParentId) cells.Refuse("parent", "other-parent");
            Slot? slot = null;
            if (box?.Slots is not null)
            {
                slot = Slot.Read(cells.Raw("position"));
                if (slot is not { } s) cells.Refuse("position", "not-a-position");
                else if (s.Row > box.Rows || s.Column > box.Columns)
                    cells.Refuse("position", "outside-box", new Slot(box.Rows!.Value, box.Columns!.Value).Text);
                else if (!taken.TryAdd((box.Id, s.Row, s.Column), cells.Raw("tube"))
                    && taken[(box.Id, s.Row, s.Column)] != cells.Raw("tube"))
                    cells.Refuse("position", "position-taken", taken[(box.Id, s.Row, s.Column)]);
            }
            var there = tube is not null && box is not null && tube.StorageId == box.Id && tube.Row == slot?.Row
                && tube.Column == slot?.Column;
            return (new Placement(tube!, box!, slot), there ? "" : null, _ => "");
        });
    }

    async Task<(IReadOnlyList<RowVerdict>, IReadOnlyList<object>)> SubjectsAsync(CsvTable table, TimeZoneInfo zone,
        CancellationToken stop)
    {
        var known =
            await KnownAsync(table, "subject", codes => db.Subjects().OfEverySite().Where(s => codes.Contains(s.Code)),
            s => s.Code, stop);
        return Judge(table, ["subject"], zone, cells =>
        {
            var site = cells.Code("site") ?? "";
            // What another site registered is not shown to this one, not even which columns differ.
            if (site.Length > 0 && !db.IsOwnSite(site)) cells.Refuse("site", "other-site");
            if (known.GetValueOrDefault(cells.Raw("subject")) is { } there && !db.IsOwnSite(there.Site))
                cells.Refuse("subject", "other-site");
            var subject = new Subject(
                cells.Code("subject") ?? "", site,
                cells.OneOf("group", ["case", "control", "relative"]) switch
                {
                    "control" => SubjectGroup.Control,
                    "relative" => SubjectGroup.Relative,
                    _ => SubjectGroup.Case
                },
                cells.OneOf("sex", ["F", "M", "unknown"]) switch { "F" => Sex.F, "M" => Sex.M, _ => Sex.Unknown },
                cells.BirthYear("birth_year"));
            return (subject,
                known.GetValueOrDefault(subject.Code) is { } old ? old.DifferenceFrom(subject) ?? "" : null,
                    column => Recorded(known[subject.Code], column));
        });

        static string Recorded(Subject s, string column) => column switch
        {
            "site" => s.Site,
            "group" => s.Group.ToString().ToLowerInvariant(),
            "sex" => s.Sex.ToString(),
            _ => $"{s.BirthYear}",
        };
    }

    // A person may sign many forms: person and minute identify a row.
    async Task<(IReadOnlyList<RowVerdict>, IReadOnlyList<object>)> ConsentsAsync(CsvTable table, TimeZoneInfo zone,
        CancellationToken stop)
    {
        var subjects = await SubjectsOfAsync(table, stop);
        var (ids, forms) = (subjects.Values.Select(s => s.Id).ToList(), new List<Consent>());
        foreach (var some in ids.Chunk(500))
            forms.AddRange(await db.Consents().AsNoTracking().Where(c => some.Contains(c.SubjectId)).ToListAsync(stop));
        var known = forms.ToLookup(c => c.SubjectId);
        return Judge(table, ["subject", "signed"], zone, cells =>
        {
            var subject = Registered(cells, subjects);
            var (form, scopes) =
                (cells.Required("form_version") is null ? null : cells.Text("form_version", Consent.LongestForm),
                Scopes(cells));
            var signed = cells.Required("signed") is null ? null : cells.Moment("signed");
            if (signed is { WholeDay: true }) cells.Refuse("signed", "time-needed");
            var consent = new Consent(subject?.Id ?? 0, form ?? "", scopes, signed?.At ?? default, db.Actor.Name, now);
            var others = subject is null ? [] : known[subject.Id];
            var old = others.FirstOrDefault(c => c.SignedAt == consent.SignedAt);
            if (old is null && ConsentCheck.Newest(others) is { Withdrawn: { } withdrawn }
                && consent.SignedAt.At <= withdrawn.At)
                cells.Refuse("signed", "signed-before-withdrawal", $"{withdrawn}");
            return (consent,
                old is null ? null : old.FormVersion != form ? "form_version" : old.Scopes != scopes ? "scopes" : "",
                column => column == "scopes"
                    ? string.Join(';',
                    Enum.GetValues<ConsentScopes>().Where(s => s != ConsentScopes.None && old!.Scopes.HasFlag(s))
                        .Select(Word)) : old!.FormVersion);
        });

        static string Word(ConsentScopes scope) => scope.ToString().ToLowerInvariant();

        static ConsentScopes Scopes(Cells cells)
        {
            if (cells.Required("scopes") is not { } text) return ConsentScopes.None;
            var scopes = ConsentScopes.None;
            foreach (var word in text.Split(';',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                scopes |= Enum.GetValues<ConsentScopes>().FirstOrDefault(s => Word(s) == word);
            var known = Enum.GetValues<ConsentScopes>().Where(s => s != ConsentScopes.None).Select(Word).ToList();
            if (text.Split(';', StringSplitOptions.TrimEntries).Any(w => !known.Contains(w)))
                cells.Refuse("scopes", "unknown-value", string.Join(", ", known));
            return scopes;
        }
    }

    async Task<(IReadOnlyList<RowVerdict>, IReadOnlyList<object>)> SamplesAsync(CsvTable table, TimeZoneInfo zone,
        CancellationToken stop)
    {
        var known =
            await KnownAsync(table, "sample", codes => db.Samples().OfEverySite().Where(s => codes.Contains(s.Code)),
            s => s.Code, stop);
        var subjects = await SubjectsOfAsync(table, stop);
        var consents = await ConsentCheck.NewestOfAsync(db, subjects.Values.Select(s => s.Id), stop);
        var wanted = table.Rows.Select(VcfName).Distinct().ToList();
        var names = new Dictionary<string, string>();
        foreach (var chunk in wanted.Chunk(500))
            foreach (var taken in await db.Samples().OfEverySite().AsNoTracking().Where(s => chunk.Contains(s.VcfName))
                .ToListAsync(stop))
                names[taken.VcfName] = taken.Code;
        return Judge(table, ["sample"], zone, cells =>
        {
            var code = cells.Code("sample") ?? "";
            var subject = Registered(cells, subjects);
            if (subject is not null && !known.ContainsKey(code))
                DemandConsent(cells, "subject", ConsentStep.Receipt, subject, consents);
            var vcfName = cells.Text("vcf_name", 128) ?? code;
            var (collected, received) = (cells.Moment("collected"), cells.Moment("received"));
            if (received is { } r && collected is { } c && r.Latest < c.Earliest)
                cells.Refuse("received", "received-before-collected");
            if (!names.TryAdd(vcfName, code) && names[vcfName] != code)
                cells.Refuse("vcf_name", "duplicate-vcf-name", names[vcfName]);
            var sample = new Sample(code, subject?.Id ?? 0, vcfName, cells.Text("type", 40), collected, received);
            return (sample, known.GetValueOrDefault(code) is { } old ? old.DifferenceFrom(sample) ?? "" : null,
                column => Recorded(known[code], column));
        });

        static string VcfName(CsvRow row) =>
            row.Cells.GetValueOrDefault("vcf_name") is { Length: > 0 } name ? name
            : row.Cells.GetValueOrDefault("sample", "");
        static string Recorded(Sample s, string column) => column switch
        {
            "vcf_name" => s.VcfName,
            "type" => s.Type ?? "",
            "collected" => $"{s.Collected}",
            "received" => $"{s.Received}",
            _ => "another",
        };
    }

    // Answers of one day: person, fact and day identify a row. What was answered before stays beside it.
    async Task<(IReadOnlyList<RowVerdict>, IReadOnlyList<object>)> FactsAsync(CsvTable table, TimeZoneInfo zone, CancellationToken stop)
    {
        var subjects = await SubjectsOfAsync(table, stop);
        var answers = new List<ClinicalFact>();
        foreach (var some in subjects.Values.Select(s => s.Id).Chunk(500))
            answers.AddRange(await db.ClinicalFacts().AsNoTracking().Where(f => some.Contains(f.SubjectId)).ToListAsync(stop));
        var known = answers.ToLookup(f => (f.SubjectId, f.Fact, f.Observed.Day));
        var checks = subjects.Values.ToDictionary(s => s.Id, s => new PictureCheck(rules, s, db.Clock.DayOf(now)));
        return Judge(table, ["subject", "fact", "observed"], zone, cells =>
        {
            var subject = Registered(cells, subjects);
            var origin = cells.OneOf("origin", Enum.GetNames<FactOrigin>().Select(o => o.ToLowerInvariant()));
            var observed = cells.Required("observed") is null ? null : cells.Moment("observed");
            if (observed is { WholeDay: false }) cells.Refuse("observed", "day-needed");
            var entry = new PictureEntry(cells.Required("fact") ?? "", cells.Required("value") ?? "");
            if (subject is not null && observed is { } day && entry is { Fact.Length: > 0, Value.Length: > 0 })
            {
                if (checks[subject.Id].WrongDay(day.Day) is { } wrongDay) cells.Refuse("observed", wrongDay.Code, [.. wrongDay.Facts]);
                else if (checks[subject.Id].Wrong(entry, day.Day) is { } wrong)
                    cells.Refuse(wrong.Code == "unknown-fact" ? "fact" : "value", wrong.Code, [.. wrong.Facts]);
            }
            var fact = new ClinicalFact(subject?.Id ?? 0, entry.Fact, entry.Value, observed ?? default,
                Enum.TryParse<FactOrigin>(origin, ignoreCase: true, out var said) ? said : default, db.Actor.Name, now);
            var same = known[(fact.SubjectId, fact.Fact, fact.Observed.Day)].MaxBy(f => f.Id);
            return (fact, same?.Value == fact.Value && same.Origin == fact.Origin ? "" : null, _ => "");
        });
    }

    // A row that is recorded already was allowed at its time: only new rows need a consent.
    void DemandConsent(Cells cells, string column, ConsentStep step, Subject subject, Dictionary<int, Consent> newest)
    {
        if (ConsentCheck.Forbids(biobank, step, subject, newest.GetValueOrDefault(subject.Id)) is { } refusal)
            cells.Refuse(column, refusal.Code, [.. refusal.Facts]);
    }

    Task<Dictionary<string, Subject>> SubjectsOfAsync(CsvTable table, CancellationToken stop) =>
        KnownAsync(table, "subject", codes => db.Subjects().Where(s => codes.Contains(s.Code)), s => s.Code, stop);

    static Subject? Registered(Cells cells, Dictionary<string, Subject> subjects)
    {
        var subject = cells.Code("subject") is { } code ? subjects.GetValueOrDefault(code) : null;
        if (subject is null && cells.Raw("subject").Length > 0) cells.Refuse("subject", "unknown-subject");
        return subject;
    }

    /// <summary>
    /// Reads each row with <paramref name="read"/>: the entity, the column in which the record differs (empty: the
    /// same; null: new), and what is recorded there.
    /// </summary>
    (IReadOnlyList<RowVerdict>, IReadOnlyList<object>) Judge(
        CsvTable table, string[] key, TimeZoneInfo zone,
            Func<Cells, (object Entity, string? Difference, Func<string, string> Recorded)> read)
    {
        if (table.HeaderProblems.Count > 0) return ([new(table.HeaderLine, Verdict.Refused, table.HeaderProblems)], []);
        var (rows, toWrite, seen) = (new List<RowVerdict>(), new List<object>(), new Dictionary<string, int>());
        foreach (var row in table.Rows)
        {
            if (rows.Count % Percent.Pace == 0) percent.Tell(rows.Count, table.Rows.Count, 0, Percent.Judged);
            var cells = new Cells(row, zone, now);
            if (row.Broken is null)
            {
                var (entity, difference, recorded) = read(cells);
                var identity = string.Join('\n', key.Select(cells.Raw));
                if (cells.Raw(key[0]).Length > 0 && !seen.TryAdd(identity, row.Number))
                    cells.Refuse(key[0], "duplicate-in-file", seen[identity]);
                if (cells.Problems.Count == 0 && difference is { Length: > 0 })
                    cells.Refuse(difference, "differs", recorded(difference));
                if (cells.Problems.Count == 0 && difference is null) toWrite.Add(entity);
                if (cells.Problems.Count == 0)
                {
                    rows.Add(new(row.Number, difference is null ? Verdict.Good : Verdict.Unchanged, []));
                    continue;
                }
            }
            rows.Add(new(row.Number, Verdict.Refused, cells.Problems));
        }
        return (rows, toWrite);
    }

    static async Task<Dictionary<string, T>> KnownAsync<T>(
        CsvTable table, string column, Func<string[], IQueryable<T>> find, Func<T, string> code, CancellationToken stop)
            where T : class
    {
        var known = new Dictionary<string, T>();
        foreach (var codes in table.Rows.Select(r => r.Cells.GetValueOrDefault(column, "")).Distinct().Chunk(500))
            foreach (var entity in await find(codes).AsNoTracking().ToListAsync(stop))
                known[code(entity)] = entity;
        return known;
    }
}
