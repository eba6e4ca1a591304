using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Controls;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>Measured values: of patients, and of controls, which stand in place of a sample.</summary>
sealed partial class CsvImport
{
    async Task<(IReadOnlyList<RowVerdict>, IReadOnlyList<object>)> AssaysAsync(CsvTable table, TimeZoneInfo zone,
        CancellationToken stop)
    {
        var known = await KnownAsync(table, "assay_id", codes => db.AssayResults().OfEverySite().Where(a => codes.Contains(a.Code)),
            a => a.Code, stop);
        var controls = await KnownAsync(table, "assay_id",
            codes => db.ControlResults().OfEverySite().Where(r => codes.Contains(r.Code)), r => r.Code, stop);
        var samples = await KnownAsync(table, "sample", codes => db.Samples().Where(s => codes.Contains(s.Code)), s => s.Code, stop);
        var lots = new List<ControlLot>();
        foreach (var codes in table.Rows.Select(r => r.Cells.GetValueOrDefault("sample", "")).Distinct().Chunk(500))
            lots.AddRange(await db.ControlLots().AsNoTracking().Where(l => codes.Contains(l.Code)).ToListAsync(stop));
        var lotsOf = lots.ToLookup(l => l.Code);
        var persons = new Dictionary<int, Subject>();
        foreach (var some in samples.Values.Select(s => s.SubjectId).Distinct().Chunk(500))
            foreach (var person in await db.Subjects().AsNoTracking().Where(s => some.Contains(s.Id)).ToListAsync(stop))
                persons[person.Id] = person;
        var consents = await ConsentCheck.NewestOfAsync(db, persons.Keys, stop);
        var check = new AssayCheck(rules, biobank);
        return Judge(table, ["assay_id"], zone, cells =>
        {
            var code = cells.Code("assay_id") ?? "";
            var assay = AssayOf(cells);
            var value = cells.Measurement("value");
            var unit = assay is null ? cells.Raw("unit") : cells.OneOf("unit", assay.OtherUnits.Keys.Prepend(assay.Unit));
            var (analyser, run) = (cells.CodeOrNull("analyser"), cells.CodeOrNull("run"));
            var measured = cells.Moment("measured");
            return lotsOf.Contains(cells.Raw("sample")) ? OfControl() : OfPatient();

            (object, string?, Func<string, string>) OfPatient()
            {
                var sample = cells.Code("sample") is { } s ? samples.GetValueOrDefault(s) : null;
                var person = sample is null ? null : persons[sample.SubjectId];
                if (sample is null && cells.Raw("sample").Length > 0) cells.Refuse("sample", "unknown-sample");
                if (run is not null && analyser is null) cells.Refuse("analyser", "missing-value");
                var (drawn, states) = (cells.Moment("drawn"), States(cells));
                if (assay is not null && unit is not null && value is { } v) Refuse(check.WrongValue(assay, v, unit));
                // A row that is recorded already was judged at its time.
                if (sample is not null && !known.ContainsKey(code))
                {
                    DemandConsent(cells, "sample", ConsentStep.Analysis, person!, consents);
                    if (assay is not null) Refuse(check.WrongSample(assay, sample));
                    Refuse(AssayCheck.WrongDraw(person!, drawn));
                    // An analyser that tells the time of its run as that of the draw would feign independent draws.
                    if (measured is { } at && drawn is { } draw && at.Latest < draw.Earliest)
                        cells.Refuse("measured", "measured-before-drawn", $"{draw}");
                }
                var result = new AssayResult(code, sample?.Id ?? 0, cells.Raw("analyte"), cells.Raw("method"), value ?? default,
                    unit ?? "", drawn, states);
                result.MeasuredOn(analyser, run, measured);
                if (assay is not null && person is not null) result.Use(check.IntervalOf(assay, person, drawn, states));
                return (result, known.GetValueOrDefault(code) is { } old ? old.DifferenceFrom(result) ?? "" : null,
                    column => Recorded(known[code], column));
            }

            // Of a control nobody asks for a draw or a state.
            (object, string?, Func<string, string>) OfControl()
            {
                foreach (var column in (string[])["analyser", "run", "measured"])
                    if (cells.Raw(column).Length == 0) cells.Refuse(column, "missing-value");
                var named = lotsOf[cells.Raw("sample")].ToList();
                var lot = assay is null ? null
                    : named.Find(l => l.Analyser == analyser && l.Analyte == cells.Raw("analyte") && l.Method == assay.Method);
                if (lot is null && assay is not null && analyser is not null)
                    cells.Refuse("sample", "lot-of-another-assay",
                        string.Join(", ", named.Select(l => $"{l.Analyser} {l.Analyte}/{l.Method}")));
                if (lot is not null && measured is { } at && at.Day > lot.Until && !controls.ContainsKey(code))
                    cells.Refuse("measured", "lot-ended", lot.Code, $"{lot.Until:yyyy-MM-dd}");
                var inUnits = assay is null || value is not { } v ? default
                    : v with { Number = v.Number * assay.OtherUnits.GetValueOrDefault(unit ?? "", 1) };
                var result = new ControlResult(code, lot?.Id ?? 0, run ?? "", inUnits, measured ?? default, db.Actor.Name, now);
                return (result, controls.GetValueOrDefault(code) is { } old ? old.DifferenceFrom(result) ?? "" : null,
                    column => column == "value" ? $"{controls[code].Measured}" : "another");
            }

            void Refuse(Refusal? wrong)
            {
                if (wrong is not null) cells.Refuse(wrong.Field, wrong.Code, [.. wrong.Facts]);
            }
        });

        static string Recorded(AssayResult a, string column) => column switch
        {
            "analyte" => a.Analyte,
            "method" => a.Method,
            "unit" => a.Unit,
            "drawn" => $"{a.Drawn}",
            "states" => a.States ?? "not recorded",
            "value" => $"{a.Measured}",
            "analyser" => a.Analyser ?? "",
            "run" => a.Run ?? "",
            "measured" => $"{a.MeasuredAt}",
            _ => "another",
        };
    }

    AssayRow? AssayOf(Cells cells)
    {
        var analyte = cells.OneOf("analyte", rules.Analytes);
        var method = cells.OneOf("method", rules.Assays.Select(a => a.Method).Distinct());
        if (analyte is null || method is null) return null;
        if (rules.Assay(analyte, method) is { } assay) return assay;
        cells.Refuse("method", "method-does-not-fit", analyte, string.Join(", ", rules.MethodsOf(analyte)));
        return null;
    }

    List<string>? States(Cells cells)
    {
        var codes = cells.Raw("states")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        if (codes.Count == 0) return null;
        if (codes is ["none"]) return [];
        if (codes.Contains("none")) cells.Refuse("states", "none-with-others");
        else if (codes.Any(c => !rules.States.Any(s => s.Id == c)))
            cells.Refuse("states", "unknown-value", "none, " + string.Join(", ", rules.States.Select(s => s.Id)));
        return codes;
    }
}
