using System.Globalization;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>What is said of a case, in the words of the tables.</summary>
sealed class CaseSentences
{
    const string LastDose = "last dose", NothingKnown = "insufficient-data", Dna = "DNA";

    /// <summary>Codes of what is said of what is not excluded.</summary>
    public static readonly IReadOnlySet<string> OpenCodes =
        new HashSet<string> { "screens", "open-type", "not-proven", "gene-open", "donor", Said.Uncertain };

    /// <summary>Codes of what is said of what comes next.</summary>
    public static readonly IReadOnlySet<string> NextCodes =
        new HashSet<string> { "repeat", "repeated", "clean", "no-clean", "serves-now", "measure-again", "keep-drug" };

    readonly ClinicalRules rules;
    // Genes of whose coverage a fact tells, and the alleles and genes that each row across genes reads.
    readonly HashSet<string> judged;
    readonly Dictionary<string, List<string>> namedBy;

    public CaseSentences(ClinicalRules rules)
    {
        this.rules = rules;
        judged = rules.Cases.Derived.Where(d => d.From == FactSource.Covered).SelectMany(d => d.Of).ToHashSet();
        namedBy = rules.Overall.Rows.ToDictionary(row => row.Id,
            row => rules.Cases.Derived.Where(d => row.When.Facts.Contains(d.Fact)).SelectMany(d => d.Of).ToList());
    }

    /// <summary>The weightiest conclusion that holds.</summary>
    public Said Headline(CaseReading reading, IReadOnlyList<OverallRow> overall)
    {
        foreach (var (conclusion, when, key, namesOpen) in rules.Cases.Headlines)
        {
            if (reading.DonorDna && conclusion == NothingKnown) return new("donor-dna", rules.Text("say.donor"), []);
            var analytes = reading.Analytes.Where(a => a.Join.Conclusion == conclusion).ToList();
            var rows = overall.Where(row => row.Conclusion == conclusion).ToList();
            if (analytes.Count + rows.Count == 0)
            {
                if (when?.Evaluate(reading.Facts) == Truth.True) return new(conclusion, rules.Text(key), []);
                continue;
            }
            // A row across genes speaks of the very alleles.
            var row = rows.Count > 0 ? rows[0] : (ClinicalRow)analytes[0].Join;
            List<CarriedAllele> alleles = [.. analytes.SelectMany(a => a.Gene.Deciding)
                .Concat(rows.SelectMany(r => Read(r, reading))).Distinct()];
            var isProvisional = analytes.Count > 0 && analytes.TrueForAll(a => a.Join.Defect == "confirmed")
                && alleles.Count > 0 && alleles.TrueForAll(a => a.Class == VariantClass.ProvisionalRiskAllele);
            var told = rules.Text(isProvisional ? Decisions.Tables.Headline.Provisional : key).Filled(
                Words.List(analytes.Select(a => Analyte(a.Values.Gene.Analyte))),
                rows.Count > 0 ? rules.Text(row.TextKey) : Of(analytes[0]).Text, Words.List(alleles.Select(Told)));
            if (namesOpen && NotProven(reading) is { } open)
                told = new($"{told.English} {open.Text.English}", told.Chinese + open.Text.Chinese);
            return new(conclusion, told,
                [.. analytes.SelectMany(a => a.Values.Basis).Select(v => v.Assay.Id), .. alleles.Select(a => a.HotSpot ?? a.Name)], row);
        }
        throw new InvalidOperationException("No headline holds, though every conclusion has one.");
    }

    /// <summary>What is carried, how many copies, how they lie, and what nobody could prove.</summary>
    public IEnumerable<Said> Carried(CaseReading reading)
    {
        if (reading.DonorDna)
        {
            yield return new("donor", rules.Text("say.donor"), []);
            yield break;
        }
        foreach (var gene in reading.Genes.Values)
        {
            var mattering = gene.Mattering.ToList();
            foreach (var allele in mattering)
            {
                yield return new(Said.Carried, rules.Text("say.carried").Filled(Told(allele)), [allele.HotSpot ?? allele.Name]);
                if (allele.IsUncertain)
                    yield return new(Said.Uncertain, rules.Text("say.unclassified").Filled(Words.Same(allele.Name)),
                        [allele.HotSpot ?? allele.Name]);
            }
            foreach (var allele in gene.Carried.Where(a => a is { IsHarmless: true, HotSpot: null }))
                yield return new("harmless", rules.Text("say.benign").Filled(Words.Same(allele.Name)), [allele.Name]);
            if (gene.Phase is { } phase)
                yield return new("phase", rules.Text(phase == CasePhase.Trans ? "say.trans" : "say.cis").Filled(Words.Same(gene.Gene)),
                    [.. mattering.Select(a => a.HotSpot ?? a.Name)]);
        }
    }

    /// <summary>The sentence of an analyte: its row of the join, with the name of the analyte.</summary>
    public Said Of(JoinedAnalyte analyte)
    {
        var (name, text) = (Analyte(analyte.Values.Gene.Analyte), rules.Text(analyte.Join.TextKey));
        return new(analyte.Join.Id, new($"{Capital(name.English)}: {text.English}", $"{name.Chinese}：{text.Chinese}"),
            [.. analyte.Values.Basis.Select(v => v.Assay.Id), .. analyte.Gene.Deciding.Select(a => a.HotSpot ?? a.Name)], analyte.Join);
    }

    /// <summary>Each value, and what it may be used for.</summary>
    public IEnumerable<Said> Values(CaseReading reading)
    {
        foreach (var v in reading.Values)
        {
            var drawn = v.Assay.Drawn is { } at ? Words.Same(at) : rules.Text("say.undated");
            yield return new("value", rules.Text("say.value").Filled(rules.Text(v.Row.TextKey), Words.Same($"{v.Assay.Value}"),
                Words.Same(v.Assay.Unit), drawn, Meaning(v)), [v.Assay.Id]);
        }
    }

    /// <summary>What is not excluded.</summary>
    public IEnumerable<Said> Open(CaseReading reading)
    {
        foreach (var a in reading.Analytes)
        {
            var screening = a.Values.Values.Where(v => v is { IsRead: true, Class: AssayReading.LowScreen }).ToList();
            if (screening.Count > 0 && a.Values.Phenotype == "not-measured")
                yield return new("screens", rules.Text("say.screens").Filled(rules.Text(screening[0].Row.TextKey),
                    Words.List(rules.Assays.Where(row => row.Analyte == a.Values.Gene.Analyte && row.Role == "decides")
                        .Select(row => rules.Text(row.TextKey)))), [.. screening.Select(v => v.Assay.Id)]);
            if (a.Values.Phenotype != "normal-open") continue;
            // What the assays at hand leave open is what those that are not normal would have closed.
            var open = a.Values.OpenAssays.SelectMany(row => rules.Interference.LeftOpenBy(row.Analyte, row.Method))
                .Distinct().Select(type => rules.Text($"open.{type}")).ToList();
            var assays = Words.List(a.Values.OpenAssays.Select(row => rules.Text(row.TextKey)));
            yield return new("open-type", rules.Text("say.open-type").Filled(open.Count > 0 ? Words.List(open).With(assays) : assays),
                [.. a.Values.Basis.Select(v => v.Assay.Id)]);
        }
        if (reading.DonorDna) yield break;
        var genes = reading.Genes.Values.Where(g => g.IsRead).ToList();
        var absent = genes.SelectMany(g => g.Absent).ToList();
        if (absent.Count > 0)
            yield return new("proven-absent", rules.Text("say.proven-absent").Filled(Words.Names(absent.Select(h => h.Display))),
                [.. absent.Select(h => h.Id)]);
        if (NotProven(reading) is { } unproven) yield return unproven;
        var of = reading.Genes.Values.Where(g => judged.Contains(g.Gene)).ToList();
        var incomplete = of.FindAll(g => !g.IsCovered).ConvertAll(g => g.Gene);
        var covered = of.FindAll(g => g.IsCovered).ConvertAll(g => g.Gene);
        if (covered.Count > 0) yield return new("gene-covered", rules.Text("say.gene-covered").Filled(Words.Names(covered)), []);
        if (incomplete.Count > 0) yield return new("gene-open", rules.Text("say.gene-open").Filled(Words.Names(incomplete)), []);
    }

    Said? NotProven(CaseReading reading)
    {
        var names = reading.DonorDna ? [] : reading.Genes.Values.Where(g => g.IsRead).SelectMany(g => g.NotProven).ToList();
        return names.Count == 0 ? null
            : new("not-proven", rules.Text("say.not-proven").Filled(Words.Names(names)), names);
    }

    /// <summary>What comes next, and from which day.</summary>
    public IEnumerable<Said> Next(CaseReading reading, IReadOnlyCollection<string> urgent)
    {
        foreach (var a in reading.Analytes)
        {
            var name = Analyte(a.Values.Gene.Analyte);
            if (a.Values.Phenotype == "low-once" && a.Values.Basis.Max(v => v.Assay.Day) is { } last)
                yield return new("repeat", rules.Text("say.repeat-from").Filled(Day(last.AddDays(rules.Cases.IndependentDays)), name), []);
            else if (a.Values.Phenotype is "borderline" or "low-not-confirmed" or "low-repeated"
                && a.Values.Basis.Any(x => a.Values.Basis.Any(y => AnalyteReading.AreIndependent(x, y, rules.Cases.IndependentDays))))
                yield return new("repeated", rules.Text("say.repeated").Filled(name), []);
            // What somebody is called for today does not wait for a clean sample.
            if (a.Values.Values.Any(v => urgent.Contains(v.Assay.Id))) continue;
            foreach (var said in Clean(a, reading)) yield return said;
        }
        var held = reading.Values.Where(v => v.Why == Unread.Held).ToList();
        if (held.Count > 0)
            yield return new("measure-again", rules.Text("say.measure-again").Filled(
                Words.List(held.Select(v => v.Row.TextKey).Distinct().Select(rules.Text))), [.. held.Select(v => v.Assay.Id)]);
        if (reading.Values.Any(v => !v.IsRead && v.States.Any(s => StateOf(s).CountedFrom == LastDose)))
            yield return new("keep-drug", rules.Text("say.keep-drug"), []);
    }

    // When a value can be read, of those that no other value makes up for.
    IEnumerable<Said> Clean(JoinedAnalyte analyte, CaseReading reading)
    {
        if (analyte.Values.Phenotype != "blocked") yield break;
        var blocked = analyte.Values.Values.Where(v => !v.IsRead).SelectMany(v => v.States.Select(s => (v.Row, State: s)))
            .DistinctBy(p => (p.Row.Id, p.State.State)).ToList();
        // While a state without an end lasts, the end of another one is no clean day.
        var endless = blocked.Where(p => p.State.WashoutDays is null).Select(p => p.Row.Id).ToHashSet();
        foreach (var row in blocked.Where(p => p.State.WashoutDays is null || !endless.Contains(p.Row.Id)))
        {
            var state = StateOf(row.State);
            var (name, why) = (rules.Text(row.Row.TextKey), rules.Text(state.TextKey));
            var now = row.State.ServesNow
                .Where(s => s != "none" && (s != Dna || reading.Genotype == StateGenotype.Own)).Select(AssayName).ToList();
            var serves = now.Count > 0 ? Words.List(now) : rules.Text("say.serves-none");
            if (row.State.WashoutDays is not { } days)
            {
                yield return new("no-clean", rules.Text("say.no-clean").Filled(name, why, serves), []);
                continue;
            }
            // A delivery or a dose before the draws is not the one that they wait for.
            yield return DayOf(state.CountedFrom, reading)?.AddDays(days) is { } clean
                && !(clean <= analyte.Values.Values.Max(v => v.Assay.Day))
                ? new("clean", rules.Text("say.clean-date").Filled(name, Day(clean), why), [])
                : new("clean", rules.Text("say.clean-days").Filled(name, Words.Same(days.ToString(CultureInfo.InvariantCulture)),
                    CountedFrom(state.CountedFrom), why), []);
            if (now.Count > 0) yield return new("serves-now", rules.Text("say.serves-now").Filled(name, serves), []);
        }
    }

    /// <summary>The alleles that a row across genes reads.</summary>
    public IReadOnlyList<string> Alleles(OverallRow row, CaseReading reading) =>
        [.. Read(row, reading).Select(a => a.HotSpot ?? a.Name).Distinct()];

    IEnumerable<CarriedAllele> Read(OverallRow row, CaseReading reading)
    {
        var names = namedBy[row.Id];
        return reading.Genes.Values.SelectMany(g => g.Carried).Where(a => names.Contains(a.HotSpot ?? "")
            || names.Contains(a.Gene) && !a.IsHarmless || names.Exists(n => n.StartsWith(a.Gene + ":", StringComparison.Ordinal)
                && a.Name.EndsWith(n[(a.Gene.Length + 1)..], StringComparison.Ordinal)));
    }

    /// <summary>What a value may be used for, or why it is not read.</summary>
    public Words Meaning(AssayReading v)
    {
        if (v.Why is { } why)
            return rules.Text("say.blocked").Filled(why switch
            {
                Unread.State => Words.List(v.States.Select(s => rules.Text(StateOf(s).TextKey)
                    .With(rules.Text(s.EffectKey)))),
                Unread.Held => rules.Text("say.held"),
                Unread.StatesNotRecorded => rules.Text("say.states-not-recorded"),
                Unread.UnderAge => OfAge(v) is { } healthy ? rules.Text("say.under-age").With(healthy) : rules.Text("say.under-age"),
                Unread.SexUnknown => rules.Text(v.IsLowForNobody ? "say.sex-unknown-not-low" : "say.sex-unknown"),
                _ => rules.Text("say.no-limit"),
            });
        var words = rules.Text($"class.{v.Class}");
        if (v.LimitSex.Length > 0) words = words.With(rules.Text($"say.limit-sex.{v.LimitSex}"));
        if (v.States.Count > 0)
            words = words.With(rules.Text("say.low-upward").Filled(
                Words.List(v.States.Select(s => rules.Text(StateOf(s).TextKey)))));
        return v.AgeKnown ? words : words.With(rules.Text("say.age-unknown"));
    }

    // What healthy people of that very age have, where a source tells it and the day of birth is known.
    Words? OfAge(AssayReading v) =>
        v.AgeDays is { } days
        && rules.Intervals.All(v.Row.Analyte, v.Row.Method, v.Sex, days, Interval.NotPregnant, v.Assay.Day) is [{ } interval, ..]
        ? rules.Text("say.healthy").Filled(Words.Same(FormattableString.Invariant($"{interval.Low}-{interval.High} {interval.Unit}")),
            Words.Same(interval.AgeLabel)) : null;

    Words Told(CarriedAllele allele) => Words.Same(allele.Name).With(rules.Text(allele.Copies switch
    {
        1 => "say.heterozygous",
        2 => "say.homozygous",
        _ => "say.copies-unknown",
    }));

    Words Analyte(string code) => rules.Text($"say.analyte.{code}");

    Words AssayName(string code) => code == Dna ? Words.Same(Dna)
        : rules.Assays.FirstOrDefault(a => $"{a.Analyte}/{a.Method}" == code) is { } row ? rules.Text(row.TextKey) : Words.Same(code);

    StateRow StateOf(InterferenceRow row) => rules.State(row.State);

    Words CountedFrom(string code) => rules.Text($"say.from.{code.Split(',')[0].Replace(' ', '-')}");

    // The day that a span is counted from; of one that is known by the week, the last day that it can have been.
    DateOnly? DayOf(string countedFrom, CaseReading reading) =>
        rules.Cases.Days.FirstOrDefault(d => d.CountedFrom == countedFrom) is { } day
        && day.When?.Evaluate(reading.Facts) is null or Truth.True && reading.Facts.Number(day.Fact.Id) is { } ago
        ? reading.Case.AsOf.AddDays(-(int)ago * day.DaysPerUnit) : null;

    static Words Day(DateOnly day) => Words.Same(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
