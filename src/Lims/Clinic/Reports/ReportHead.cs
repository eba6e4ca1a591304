using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>One version of what heads the reports of a site. Never changed: a correction is the next version.</summary>
public sealed class ReportHead
{
    ReportHead() { }

    /// <summary>Records a version.</summary>
    internal ReportHead(string site, int version, ReportHeadText text, string by, DateTimeOffset at)
    {
        (Site, Version, By, At) = (site, version, by, Moment.Of(at));
        (Hospital, HospitalZh) = (text.Hospital.English, text.Hospital.Chinese);
        (Department, DepartmentZh) = (text.Department.English, text.Department.Chinese);
        (Address, AddressZh, Phone) = (text.Address.English, text.Address.Chinese, text.Phone);
    }

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>Code of the site.</summary>
    public string Site { get; private set; } = "";
    /// <summary>1, 2, ...</summary>
    public int Version { get; private set; }
    /// <summary>Name of the hospital, in English.</summary>
    public string Hospital { get; private set; } = "";
    /// <summary>Name of the hospital, in Chinese.</summary>
    public string HospitalZh { get; private set; } = "";
    /// <summary>Department or laboratory, in English.</summary>
    public string Department { get; private set; } = "";
    /// <summary>Department or laboratory, in Chinese.</summary>
    public string DepartmentZh { get; private set; } = "";
    /// <summary>Postal address, in English; empty for none.</summary>
    public string Address { get; private set; } = "";
    /// <summary>Postal address, in Chinese; empty for none.</summary>
    public string AddressZh { get; private set; } = "";
    /// <summary>Phone; empty for none.</summary>
    public string Phone { get; private set; } = "";
    /// <summary>Who recorded it.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }

    /// <summary>As a report prints it.</summary>
    public ReportHeadText Text => new(new(Hospital, HospitalZh), new(Department, DepartmentZh), new(Address, AddressZh), Phone);
}
